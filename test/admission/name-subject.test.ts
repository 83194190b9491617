import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameSubject } from '../../src/admission/name-subject.ts';

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };

const name = (resource: string, changes: { readonly name?: string; readonly object?: unknown }) =>
  nameSubject({ uid: '', operation: 'CREATE', resource: { group: '', version: 'v1', resource }, ...changes });

const pod = (ownerReferences: unknown) => ({ metadata: { ownerReferences } });

describe('whom a request is about', () => {
  it('is a pod, its StatefulSet and its ordinal', () => {
    assert.deepEqual(name('pods', { name: 'web-2', object: pod([owner]) }), {
      pod: 'web-2',
      set: 'web',
      ordinal: 2,
    });
  });

  it('is a pod of another name without an ordinal', () => {
    for (const one of ['other-2', undefined]) {
      const named = name('pods', { ...(one && { name: one }), object: pod([owner]) });
      assert.deepEqual(named, { pod: one, set: 'web', ordinal: undefined });
    }
  });

  it('is a pod alone where no StatefulSet owns it, or where that cannot be read', () => {
    for (const object of [
      pod([]),
      pod('web'),
      pod([{ ...owner, kind: 'ReplicaSet' }]),
      undefined,
      null,
      {},
    ]) {
      assert.deepEqual(name('pods', { name: 'web-2', object }), {
        pod: 'web-2',
        set: undefined,
        ordinal: undefined,
      });
    }
  });

  it('is a pod without an ordinal where no StatefulSet owns it, however it is named', () => {
    const named = name('pods', { name: 'undefined-2', object: pod([]) });
    assert.deepEqual(named, { pod: 'undefined-2', set: undefined, ordinal: undefined });
  });

  it('is a StatefulSet', () => assert.deepEqual(name('statefulsets', { name: 'web' }), { set: 'web' }));

  it('is nobody else', () =>
    assert.deepEqual(name('deployments', { name: 'web', object: pod([owner]) }), {}));
});
