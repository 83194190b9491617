import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import { refuseUnselected } from '../../src/admission/refuse-unselected.ts';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { podRequest } from '../pod-request.ts';
import { admittedPod, configurationOf } from './patched-pods.ts';

const PATCHED = configurationOf({ metadata: { labels: { role: 'primary' } } });

function check(labels: object | null, selector: unknown, configuration = PATCHED): void {
  const pod = admittedPod();
  Object.assign(pod.metadata, { labels });
  refuseUnselected(pod, configuration, selector);
}

const requirement = (operator: string, ...values: string[]) => ({
  matchExpressions: [{ key: 'app', operator, ...(values.length === 0 ? {} : { values }) }],
});

describe('a pod that its StatefulSet does not select after the patches is refused', () => {
  it('with the label, what it is now, and what to do', () => {
    assert.throws(
      () => check({ app: 'other' }, { matchLabels: { app: 'web' } }),
      (error: Error) =>
        error instanceof AnnotationError &&
        error.at === 0 &&
        /^line 1, patches\[0\], for ordinal 2: metadata\.labels: .* by label app, .* got "other": use another label$/.test(
          error.message,
        ),
    );
    assert.throws(() => check({}, { matchLabels: { app: 'web' } }), /got no such label/);
    assert.throws(() => check(null, { matchLabels: { toString: 'web' } }), /got no such label/);
  });

  for (const [selector, labels] of [
    [requirement('In', 'a', 'b'), { app: 'c' }],
    [requirement('NotIn', 'a'), { app: 'a' }],
    [requirement('Exists'), {}],
    [requirement('DoesNotExist'), { app: 'a' }],
    [{ matchLabels: { role: 'x' }, ...requirement('Exists') }, { role: 'x' }],
  ] as const) {
    it(JSON.stringify(selector), () => assert.throws(() => check(labels, selector), AnnotationError));
  }
});

describe('a pod that it selects is not', () => {
  for (const [selector, labels] of [
    [{ matchLabels: { app: 'web' } }, { app: 'web', role: 'primary' }],
    [requirement('In', 'a', 'b'), { app: 'b' }],
    [requirement('NotIn', 'a'), {}],
    [requirement('Exists'), { app: '' }],
    [requirement('DoesNotExist'), {}],
    [requirement('Later', 'a'), {}],
    [undefined, {}],
    [null, null],
    [{ matchLabels: null, matchExpressions: null }, {}],
  ] as const) {
    it(JSON.stringify(selector) ?? 'where the selector is not known', () => check(labels, selector));
  }

  it('nor one that has no patches: its labels are the template\u2019s', () => {
    check({}, { matchLabels: { app: 'web' } }, configurationOf());
  });
});

describe('where the annotation itself needs nothing of the StatefulSet', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
  const admitPatched = async (labels: string) => {
    const metadata = {
      name: 'web-0',
      labels: { app: 'web' },
      annotations: { 'per-pod-config': `patches: [{metadata: {labels: ${labels}}}]` },
      ownerReferences: [owner],
    };
    let reads = 0;
    const read = async () => {
      reads += 1;
      return { metadata: { uid: 'u' }, spec: { selector: { matchLabels: { app: 'web' } } } };
    };
    const pod = { metadata, spec: { containers: [{ name: 'a' }] } };
    const { outcome } = await admit(podRequest(pod), read);
    return { outcome, reads };
  };

  it('it is read if a patch changes a label that the pod came with', async () => {
    assert.deepEqual(await admitPatched('{app: other}'), { outcome: 'deny', reads: 1 });
    assert.deepEqual(await admitPatched('{app: null}'), { outcome: 'deny', reads: 1 });
    assert.deepEqual(await admitPatched('{app: web}'), { outcome: 'mount', reads: 1 });
  });

  it('and if an expression gives the labels', async () => {
    assert.deepEqual(await admitPatched(`'$({"app": "other"})'`), { outcome: 'deny', reads: 1 });
  });

  it('but not for a label of the patch’s own', async () => {
    assert.deepEqual(await admitPatched('{role: primary}'), { outcome: 'mount', reads: 0 });
  });
});
