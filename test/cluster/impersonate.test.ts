import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { ApiConnection } from '../../src/cluster/api-connection.ts';
import { StubApiServer } from './stub-api-server.ts';

describe('who is impersonated', () => {
  it('arrives with a header for each group and each value, as the API server reads them', async t => {
    const server = new StubApiServer();
    await server.start();
    t.after(() => server.stop());
    const config = parse(await readFile(server.kubeconfig, 'utf8'));
    const extra = { 'acme.com/a': ['1', 'ü'] };
    config.users[0].user = { token: 't', as: 'jane', 'as-groups': ['dev', 'ops'], 'as-user-extra': extra };
    await writeFile(server.kubeconfig, stringify(config));
    const connection = new ApiConnection(await findApiAccess(server.kubeconfig, {}));
    t.after(() => connection.close());
    await connection.get('/api/v1/pods', 'application/json', AbortSignal.timeout(5_000));
    const raw = server.calls[0]?.rawHeaders ?? [];
    const sent = raw.flatMap((name, index) =>
      index % 2 === 0 && /^impersonate/i.test(name) ? [[name, raw[index + 1]]] : [],
    );
    assert.deepEqual(sent, [
      ['Impersonate-User', 'jane'],
      ['Impersonate-Group', 'dev'],
      ['Impersonate-Group', 'ops'],
      ['Impersonate-Extra-acme.com%2Fa', '1'],
      ['Impersonate-Extra-acme.com%2Fa', Buffer.from('ü').toString('latin1')],
    ]);
  });
});
