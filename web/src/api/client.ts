// The one way to the server. Adds the CSRF token, turns answers that are no success into ApiProblem, tells the session when a 401 arrives.
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema';
import { problemFrom } from './problem';

let csrf = '';
let onSignedOut: () => void = () => {};

export function setCsrf(token: string): void {
  csrf = token;
}
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

const csrfHeader: Middleware = {
  onRequest({ request }) {
    if (!['GET', 'HEAD'].includes(request.method)) request.headers.set('X-CSRF-Token', csrf);
    return request;
  },
};

export const api = createClient<paths>({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  querySerializer: { array: { style: 'form', explode: false } },
});
api.use(csrfHeader);

// Their 401 means wrong words or nobody signed in yet, not a session that ended.
const aboutLogin = /^\/api\/v1\/(session|setup|oidc\/second-factor)$/;

type Result<T> = { data?: T; error?: unknown; response: Response };

export async function unwrap<T>(call: Promise<Result<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const problem = problemFrom(response.status, error);
  if (problem.status === 401 && !aboutLogin.test(new URL(response.url).pathname)) onSignedOut();
  throw problem;
}

// A detail with the ETag it was read under.
export async function unwrapTagged<T>(call: Promise<Result<T>>): Promise<{ value: T; etag: string | undefined }> {
  let etag: string | undefined;
  const value = await unwrap(
    call.then((result) => {
      etag = result.response.headers.get('ETag') ?? undefined;
      return result;
    }),
  );
  return { value, etag };
}

// Query parameters for a plain link (downloads), written as the API reads them.
export function linkTo(path: string, query: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}
