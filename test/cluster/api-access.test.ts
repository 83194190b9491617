import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findApiAccess } from '../../src/cluster/api-access.ts';

describe('the kubeconfig file that is named', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('must be there', async () => {
    await assert.rejects(findApiAccess(join(folder, 'nowhere'), {}), /got .*nowhere, which does not exist/);
  });

  it('must have its current context', async () => {
    const file = join(folder, 'no-cluster');
    await writeFile(
      file,
      'apiVersion: v1\nkind: Config\ncurrent-context: gone\nclusters: []\nusers: []\ncontexts: []\n',
    );
    await assert.rejects(findApiAccess(file, {}), /expected current-context to be one of none; got "gone"/);
  });

  it('must be YAML', async () => {
    const file = join(folder, 'broken');
    await writeFile(file, 'clusters: [');
    await assert.rejects(findApiAccess(file, {}));
  });

  it('goes before the environment, and is read anew each time', async () => {
    const file = join(folder, 'good');
    const write = (server: string) =>
      writeFile(
        file,
        `current-context: a\ncontexts: [{name: a, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: {server: "${server}"}}]\nusers: [{name: u, user: {token: t}}]\n`,
      );
    await write('https://one.example');
    const access = await findApiAccess(file, { KUBERNETES_SERVICE_HOST: '10.0.0.1' });
    assert.equal((await access.readCredentials()).origin, 'https://one.example');
    await write('https://two.example');
    assert.equal((await access.readCredentials()).origin, 'https://two.example');
  });
});
