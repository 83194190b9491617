import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openServiceAccount } from '../../src/cluster/service-account.ts';

describe('the ServiceAccount of a pod', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'service-account-'));
    await writeFile(join(folder, 'namespace'), 'prod');
    await writeFile(join(folder, 'token'), 'first\n');
    await writeFile(join(folder, 'ca.crt'), 'PEM');
  });
  after(() => rm(folder, { recursive: true }));

  it('gives the namespace, the address and how to trust it', async () => {
    const { namespace, readCredentials } = await openServiceAccount('10.0.0.1', '6443', folder);
    assert.equal(namespace, 'prod');
    const { origin, prefix, tls, proxy } = await readCredentials();
    assert.deepEqual(
      { origin, prefix, tls, proxy },
      { origin: 'https://10.0.0.1:6443', prefix: '', tls: { ca: 'PEM' }, proxy: undefined },
    );
  });

  it('may have an address of IPv6, in brackets in a URL', async () => {
    const { readCredentials } = await openServiceAccount('fd00::1', undefined, folder);
    assert.equal((await readCredentials()).origin, 'https://[fd00::1]:443');
  });

  it('has a token that is read anew each time', async () => {
    const { readCredentials } = await openServiceAccount('10.0.0.1', '443', folder);
    assert.equal((await readCredentials()).headers['Authorization'], 'Bearer first');
    await writeFile(join(folder, 'token'), 'second');
    assert.equal((await readCredentials()).headers['Authorization'], 'Bearer second');
  });

  it('cannot be used where a file is missing, which is named', async () => {
    await assert.rejects(
      openServiceAccount('10.0.0.1', '443', join(folder, 'nowhere')),
      /nowhere\/namespace/,
    );
  });
});
