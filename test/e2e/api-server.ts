import { Agent, request } from 'undici';
import { findApiAccess } from '../../src/cluster/api-access.ts';

/** Hundreds of calls in a second, where a kubectl makes a few. */
export interface ApiServer {
  /** Whatever is not answered with one of these codes is an Error that says what came, or that nothing did. */
  call<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    expected: readonly number[],
    body?: object,
  ): Promise<T>;
}

/** The one that KUBECONFIG names. */
export async function openApiServer(): Promise<ApiServer> {
  const access = await findApiAccess(undefined, process.env);
  const { origin, prefix, headers, tls } = await access.readCredentials();
  const dispatcher = new Agent({ connect: { ...tls } });
  return {
    async call(method, path, expected, body) {
      const response = await request(`${origin}${prefix}${path}`, {
        dispatcher,
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      }).catch((error: Error) => {
        throw new Error(`the API server gave no answer: ${error.message}`, { cause: error });
      });
      const { statusCode } = response;
      const text = await response.body.text();
      if (expected.includes(statusCode)) return JSON.parse(text);
      throw new Error(`the API server answered ${statusCode}: ${findMessage(text)}`);
    },
  };
}

/** What a Status says in a sentence. A proxy's answer is not one: that is kept whole. */
function findMessage(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: string }).message ?? text);
  } catch {
    return text;
  }
}
