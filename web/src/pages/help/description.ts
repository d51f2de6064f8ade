// The API description as the page needs it: operations in a flat list, schemas by name. Pure.
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
};
export type Parameter = { name: string; in: 'query' | 'path' | 'header'; required?: boolean; schema: Schema; description?: string };
type Content = Record<string, { schema?: Schema }>;
type Reply = { description?: string; content?: Content };
type RawOperation = { operationId: string; summary?: string; description?: string; tags?: string[]; parameters?: (Parameter | { $ref: string })[]; requestBody?: { content: Content }; responses: Record<string, Reply>; 'x-permission'?: string };
export type Description = { servers?: { url: string }[]; paths: Record<string, Record<string, RawOperation>>; components: { schemas: Record<string, Schema>; parameters?: Record<string, Parameter> } };

export type Body = { status: string; media: string; schema: Schema | null };
export type Operation = { id: string; method: string; path: string; tag: string; summary: string; permission: string; parameters: Parameter[]; request: Body[]; answers: Body[] };

const methods = ['get', 'post', 'put', 'patch', 'delete'];

function bodies(status: string, content: Content | undefined): Body[] {
  const found = Object.entries(content ?? {}).map(([media, { schema }]) => ({ status, media, schema: schema ?? null }));
  return found.length ? found : [{ status, media: '', schema: null }];
}

// A parameter that operations share stands once, under its name.
function parameterOf(description: Description, stated: Parameter | { $ref: string }): Parameter[] {
  if (!('$ref' in stated)) return [stated];
  const shared = description.components.parameters?.[stated.$ref.split('/').pop() ?? ''];
  return shared ? [shared] : [];
}

export function operationsOf(description: Description): Operation[] {
  const all: Operation[] = [];
  for (const [path, item] of Object.entries(description.paths)) {
    for (const method of methods) {
      const raw = item[method];
      if (!raw) continue;
      all.push({
        id: raw.operationId,
        method: method.toUpperCase(),
        path,
        tag: raw.tags?.[0] ?? '',
        summary: raw.summary ?? '',
        permission: raw['x-permission'] ?? '',
        parameters: (raw.parameters ?? []).flatMap((one) => parameterOf(description, one)),
        request: raw.requestBody ? bodies('', raw.requestBody.content) : [],
        answers: Object.entries(raw.responses).flatMap(([status, reply]) => bodies(status, reply.content)),
      });
    }
  }
  return all;
}

export function matching(all: Operation[], words: string): Operation[] {
  const wanted = words.trim().toLowerCase();
  return wanted ? all.filter((one) => `${one.id} ${one.method} ${one.path} ${one.tag} ${one.summary} ${one.permission}`.toLowerCase().includes(wanted)) : all;
}

export const nameOf = (schema: Schema): string | null => schema.$ref?.split('/').pop() ?? null;

// A type in one line: string(date-time), GradeCode[], a | null.
export function typeText(schema: Schema): string {
  const name = nameOf(schema);
  if (name) return name;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeText).join(' | ');
  if (schema.allOf) return schema.allOf.map(typeText).join(' & ');
  if (schema.type === 'array') return `${schema.items ? typeText(schema.items) : 'any'}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return schema.format ? `${type} (${schema.format})` : type;
}

export function limitsText(schema: Schema): string {
  const pieces: string[] = [];
  if (schema.minimum !== undefined) pieces.push(`≥ ${schema.minimum}`);
  if (schema.maximum !== undefined) pieces.push(`≤ ${schema.maximum}`);
  if (schema.minLength !== undefined) pieces.push(`≥ ${schema.minLength} chars`);
  if (schema.maxLength !== undefined) pieces.push(`≤ ${schema.maxLength} chars`);
  if (schema.maxItems !== undefined) pieces.push(`≤ ${schema.maxItems} items`);
  if (schema.pattern) pieces.push(`/${schema.pattern}/`);
  return pieces.join(', ');
}

// The address a GET goes to. Null while a needed value is missing.
export function addressOf(base: string, operation: Operation, values: Record<string, string>): string | null {
  let path = operation.path;
  const query = new URLSearchParams();
  for (const { name, in: place, required } of operation.parameters) {
    const value = (values[name] ?? '').trim();
    if (!value) {
      if (required && place !== 'header') return null;
      continue;
    }
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value));
    else if (place === 'query') query.set(name, value);
  }
  const text = query.toString();
  return `${base}${path}${text ? `?${text}` : ''}`;
}
