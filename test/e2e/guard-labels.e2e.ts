import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { buildWith } from '../manifests/kustomize.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { findReasonToSkip } from './served.ts';
import { until } from './until.ts';

const manifest = (name: string) => fileURLToPath(new URL(`manifests/${name}.yaml`, import.meta.url));

const namespace = useNamespace('guard-labels');
const skip = await findReasonToSkip('mutatingadmissionpolicies');
after(removePolicy);

const POLICY = ['mutatingadmissionpolicy', 'mutatingadmissionpolicybinding'];

async function removePolicy(): Promise<void> {
  if (skip !== false) return;
  for (const kind of POLICY)
    await kubectl(['delete', kind, 'per-pod-config-guard-labels', '--ignore-not-found']);
}

const LABEL = 'per-pod-config/annotated';

async function readLabel(set: string): Promise<string | undefined> {
  const { metadata } = await read<StatefulSetObject & { metadata: { labels?: Record<string, string> } }>(
    namespace,
    'statefulset',
    set,
  );
  return metadata.labels?.[LABEL];
}

const annotate = (...changes: string[]) =>
  kubectl(['annotate', 'statefulset', 'plain-set', '-n', namespace, ...changes]);

test('without the component, no StatefulSet has the label', async () => {
  await kubectl(['apply', '-n', namespace, '-f', manifest('one-pod'), '-f', manifest('bystanders')]);
  assert.deepEqual([await readLabel('one'), await readLabel('plain-set')], [undefined, undefined]);
});

test('each StatefulSet that is created or updated is labelled by whether it is annotated', {
  skip,
}, async () => {
  const built = Object.values(await buildWith('guard', 'guard-labels'));
  for (const object of built.filter(({ kind }) => POLICY.includes(kind.toLowerCase()))) {
    await apply('default', object);
  }
  await until('the policy is in force', async () => {
    await annotate(`now=${Date.now()}`, '--overwrite');
    assert.equal(await readLabel('plain-set'), 'false');
  });
  await annotate('per-pod-config=/network/conf');
  assert.equal(await readLabel('plain-set'), 'true');
  await annotate('per-pod-config-');
  assert.equal(await readLabel('plain-set'), 'false');
  assert.equal(await readLabel('one'), undefined, 'nobody has updated it');
});

test('a label that would hide an annotated StatefulSet from the guard is refused', { skip }, async () => {
  await removePolicy();
  await until('the policy is gone', async () => {
    await kubectl(['label', 'statefulset', 'one', '-n', namespace, `${LABEL}=none`, '--overwrite']);
    assert.equal(await readLabel('one'), 'none');
  });
  await assert.rejects(
    annotate('per-pod-config=/network/conf'),
    /metadata\.labels: the StatefulSet is annotated per-pod-config, but its label per-pod-config\/annotated says "false"/,
  );
  await kubectl(['label', 'statefulset', 'plain-set', '-n', namespace, `${LABEL}-`]);
  await annotate('per-pod-config=/network/conf');
});
