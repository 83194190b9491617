import type { ApiServer } from '../api-server.ts';

/** What came of an object that was to be created. */
export type Verdict =
  | { readonly by: 'taken' }
  /** What our webhook said, without what the API server puts in front of it. */
  | { readonly by: 'webhook'; readonly message: string }
  | { readonly by: 'kubernetes'; readonly message: string };

/** Creates objects as dry runs. */
export type TryOut = (path: string, object: object) => Promise<Verdict>;

export function openTryOut(server: ApiServer): TryOut {
  return async (path, object) => {
    const answer = await server.call<Answer>('POST', `${path}?dryRun=All`, [201, 400, 403, 413, 422], object);
    if (answer.kind !== 'Status') return { by: 'taken' };
    const [, message] = OURS.exec(answer.message) ?? [];
    return message === undefined ? { by: 'kubernetes', message: answer.message } : { by: 'webhook', message };
  };
}

interface Answer {
  readonly kind: string;
  readonly message: string;
}

/** The API server names the webhook that denies. */
const OURS = /^admission webhook "[a-z]+\.per-pod-config\.svc" denied the request: (.*)$/s;
