import type { ApiResponse } from './api-connection.ts';

/** The API server answered, but not as was hoped. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;

  constructor({ status, body }: Pick<ApiResponse, 'status' | 'body'>) {
    super(`the API server answered ${status}${findMessage(body)}`);
    this.status = status;
  }
}

/** The message of a Status object, which names the verb and resource that are forbidden, if so. */
function findMessage(body: string): string {
  const status = parseJson(body) as { message?: unknown } | undefined;
  return typeof status?.message === 'string' ? `: ${status.message.slice(0, 500)}` : '';
}

/** Undefined when it is no JSON: a proxy on the way has answered. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
