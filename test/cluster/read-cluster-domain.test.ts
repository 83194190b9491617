import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readClusterDomain } from '../../src/cluster/read-cluster-domain.ts';

describe("the cluster's domain", () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'domain-'));
    file = join(folder, 'resolv.conf');
    await writeFile(file, 'search prod.svc.k8s.example svc.k8s.example k8s.example\n');
  });
  after(() => rm(folder, { recursive: true }));

  it('is what the flag says', async () =>
    assert.deepEqual(await readClusterDomain('one.example', file), {
      domain: 'one.example',
      from: '--cluster-domain',
    }));

  it("is else that of the pod's search list", async () =>
    assert.deepEqual(await readClusterDomain(undefined, file), { domain: 'k8s.example', from: file }));

  it('is else cluster.local, also without the file', async () => {
    const missing = join(folder, 'missing');
    assert.deepEqual(await readClusterDomain(undefined, missing), {
      domain: 'cluster.local',
      from: `default: ${missing} names none`,
    });
  });
});
