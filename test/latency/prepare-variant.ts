import assert from 'node:assert/strict';
import type { V1Pod } from '@kubernetes/client-node';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { openApiServer } from '../e2e/api-server.ts';
import { createPolicies, deletePolicies, runExport } from '../e2e/export-policy/exported-policies.ts';
import { apply, kubectl } from '../e2e/kubectl.ts';
import { SUITE_LABEL } from '../e2e/namespace.ts';
import { openPodApi } from '../e2e/pod-api.ts';
import { runProgram } from '../e2e/program.ts';
import { until } from '../e2e/until.ts';
import { makeSet, type Variant } from './variants.ts';

/** A variant that is in force: creates a pod, and does not keep it. */
export interface Prepared {
  readonly variant: Variant;
  create(): Promise<unknown>;
  cleanUp(): Promise<void>;
}

/** Creates a namespace with the StatefulSets and policies of a variant, and waits until its pods are configured. */
export async function prepareVariant(variant: Variant): Promise<Prepared> {
  const namespace = `${SUITE_LABEL}-latency-${variant.name}`;
  const by = variant.by === 'webhook' ? {} : { 'per-pod-config': 'disabled' };
  await kubectl(['delete', 'namespace', namespace, '--ignore-not-found']);
  await apply('default', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { [SUITE_LABEL]: 'true', ...by } },
  });
  await until('it has a ServiceAccount', () => kubectl(['get', 'sa', 'default', '-n', namespace]), 30);
  const [set, ...others] = await createSets(namespace, variant);
  assert.ok(set !== undefined);
  await addPolicies(namespace, variant, variant.areExported ? [set, ...others] : [set]);
  const pods = await openPodApi(namespace);
  const pod = makePod(set, 1);
  const create = () => pods.tryOut(pod);
  await until(`${variant.name} is in force`, async () => assertConfigured(variant, await create()), 60);
  return { variant, create, cleanUp: () => cleanUp(namespace) };
}

async function createSets(namespace: string, variant: Variant): Promise<StatefulSetObject[]> {
  const server = await openApiServer();
  const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
  const sets: StatefulSetObject[] = [];
  for (let index = 0; index <= variant.others; index += 1) {
    const isPlain = index > 0 && !variant.areExported;
    const set = makeSet(`set-${index}`, isPlain ? { ...variant, isOnTemplate: true } : variant);
    sets.push(await server.call<StatefulSetObject>('POST', path, [201], set));
  }
  return sets;
}

async function addPolicies(
  namespace: string,
  { by }: Variant,
  sets: readonly StatefulSetObject[],
): Promise<void> {
  if (typeof by === 'string') return;
  await deletePolicies(namespace);
  const isGeneral = by.includes('--short-form');
  const exported = isGeneral
    ? runProgram('export', 'policy', ...by)
    : runExport(sets, '-n', namespace, ...by);
  const { code, stdout, stderr } = await exported;
  assert.equal(code, 0, stderr);
  await createPolicies(stdout, namespace);
}

function assertConfigured({ by }: Variant, { spec }: V1Pod): void {
  const names = spec?.volumes?.map(({ name }) => name) ?? [];
  assert.equal(names.includes('per-pod-config-0'), by !== 'nothing');
}

async function cleanUp(namespace: string): Promise<void> {
  await deletePolicies(namespace);
  await kubectl(['delete', 'namespace', namespace, '--wait=false']);
}
