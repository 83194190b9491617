import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { kubectl, read } from './kubectl.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/reader.yaml', import.meta.url));

/** Makes a user who may read StatefulSets and pods of a namespace only, and a kubeconfig file for it. */
export async function makeRestrictedUser(namespace: string, file: string): Promise<void> {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  const token = await until('the user has a token', async () => {
    const secret = await read<{ data?: { token?: string } }>(namespace, 'secret', 'reader-token');
    assert.ok(secret.data?.token !== undefined);
    return Buffer.from(secret.data.token, 'base64').toString();
  });
  const config = JSON.parse(await kubectl(['config', 'view', '--raw', '--minify', '-o', 'json']));
  config.users = [{ name: 'reader', user: { token } }];
  for (const { context } of config.contexts) Object.assign(context, { user: 'reader', namespace });
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
}
