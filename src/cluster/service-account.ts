import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { ApiAccess } from './api-access.ts';

/** Where the kubelet puts a ServiceAccount's token, the authority of the API server, and the namespace. */
const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

export const TOKEN_FILE = join(FOLDER, 'token');

/**
 * The access that a pod has by its ServiceAccount.
 *
 * https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api
 *
 * @throws Error when a file is not there.
 */
export async function openServiceAccount(host: string, port = '443', folder = FOLDER): Promise<ApiAccess> {
  const read = async (file: string) => (await readFile(join(folder, file), 'utf8')).trim();
  const origin = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return {
    namespace: await read('namespace'),
    async readCredentials() {
      const [token, ca] = await Promise.all([read('token'), read('ca.crt')]);
      return {
        origin,
        prefix: '',
        headers: { Authorization: `Bearer ${token}` },
        tls: { ca },
        proxy: undefined,
      };
    },
  };
}
