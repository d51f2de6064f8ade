// What went wrong, as a stable code with parameters; words are made in problem-text.ts.
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, unknown> = {},
    readonly detail: string | undefined = undefined,
  ) {
    super(code);
    this.name = 'ApiProblem';
  }
}

export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  // fetch rejects with a TypeError when nobody answers.
  if (error instanceof TypeError) return new ApiProblem(0, 'unreachable');
  return new ApiProblem(0, 'unexpected');
}

export function problemFrom(status: number, body: unknown): ApiProblem {
  if (body && typeof body === 'object' && 'code' in body && typeof body.code === 'string') {
    const { code, params, detail } = body as { code: string; params?: Record<string, unknown>; detail?: string };
    return new ApiProblem(status, code, params, detail);
  }
  return new ApiProblem(status, status >= 500 || status === 0 ? 'unreachable' : `http_${status}`);
}
