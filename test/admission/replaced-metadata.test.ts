import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import { readStatus } from '../../src/admission/read-status.ts';
import { podRequest } from '../pod-request.ts';

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };

function makePod(annotation: string) {
  return {
    metadata: {
      name: 'web-0',
      labels: { role: 'old', kept: 'a' },
      annotations: { 'per-pod-config': annotation, zone: 'old' },
      ownerReferences: [owner],
    },
    spec: { containers: [{ name: 'a', env: [] as { name: string; value?: string }[] }] },
  };
}

async function call(pod: ReturnType<typeof makePod>) {
  const request = { ...podRequest(pod), object: pod };
  const decision = await admit(request, async () => ({ metadata: { uid: 'u' } }));
  return decision.outcome === 'mount' ? decision : assert.fail(JSON.stringify(decision));
}

const PATCH = `patches:
- metadata: {labels: {role: new, added: b}, annotations: {zone: new, other: c}}
`;

describe('labels and annotations that the patches replace', () => {
  it('are in expressions what they were, in a first call and in a later one', async () => {
    const values = 'labels["role"] + labels["kept"] + string(size(labels)) + annotations["zone"]';
    const pod = makePod(`${PATCH}env: [{name: A, value: '$(${values} + string(size(annotations)))'}]`);
    await call(pod);
    assert.deepEqual(pod.metadata.labels, { role: 'new', kept: 'a', added: 'b' } as object);
    assert.equal(pod.spec.containers[0]?.env[0]?.value, 'olda2old1');
    for (const name of ['sidecar', 'another']) {
      pod.spec.containers.push({ name, env: [] });
      const { warnings } = await call(pod);
      assert.deepEqual(warnings, []);
      assert.equal(pod.spec.containers.at(-1)?.env[0]?.value, 'olda2old1');
      assert.deepEqual((await call(pod)).operations, []);
    }
  });

  it('may have the names that every object of JavaScript has', async () => {
    const patch = 'patches:\n- metadata: {labels: {constructor: a, toString: b}}\n';
    const pod = makePod(`${patch}env: [{name: A, value: '$("constructor" in labels)$(size(labels))'}]`);
    await call(pod);
    assert.deepEqual(readStatus(pod)?.replaced, { labels: { constructor: null, toString: null } });
    pod.spec.containers.push({ name: 'sidecar', env: [] });
    await call(pod);
    assert.equal(pod.spec.containers.at(-1)?.env[0]?.value, 'false2');
  });

  it('are kept in the status where expressions use them, and only there', async () => {
    const replacedBy = async (annotation: string) => {
      const pod = makePod(annotation);
      await call(pod);
      return readStatus(pod)?.replaced;
    };
    const labels = { role: 'old', added: null };
    assert.deepEqual(await replacedBy(`${PATCH}env: [{name: A, value: '$(labels["kept"])'}]`), { labels });
    const annotations = { zone: 'old', other: null };
    const value = 'labels["kept"] + annotations["zone"]';
    const both = await replacedBy(`${PATCH}env: [{name: A, value: '$(${value})'}]`);
    assert.deepEqual(both, { labels, annotations });
    assert.equal(await replacedBy(`${PATCH}env: [{name: A, value: a}]`), undefined);
    assert.equal(await replacedBy(`env: [{name: A, value: '$(labels["kept"])'}]`), undefined);
  });
});
