// What the installed webhook says of every example and fixture, applied as a dry run, is what `lint`, `preview` and `/validate`
// say of it without a cluster: the unit test of the same name compares those.
import assert from 'node:assert/strict';
import { before, type TestContext, test } from 'node:test';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { type JudgedSet, listJudgedSets } from '../verdicts.ts';
import { openApiServer } from './api-server.ts';
import { useNamespace } from './namespace.ts';
import { openTryOut, type TryOut, type Verdict } from './validity/api-verdict.ts';
import { inFlight } from './validity/in-flight.ts';

const namespace = useNamespace('verdicts');
const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;

let tryOut: TryOut;
before(async () => {
  tryOut = openTryOut(await openApiServer());
});

test('every example and every fixture gets the verdict that it gets without a cluster', async t => {
  const sets = (await listJudgedSets()).filter(isKnown).map(complete);
  const verdicts = await inFlight(8, sets, ({ set }) => tryOut(path, set));
  const without = await inFlight(8, sets, ({ set }) => tryOut(path, takeOut(set)));
  for (const [index, { title, set }] of sets.entries())
    compare(`${title}: ${set.metadata.name}`, askValidate(set), verdicts[index], without[index]);
  count(t, verdicts);
});

/** What this API server knows: fields of a later one it drops before the webhook is asked. */
function isKnown({ title, set }: JudgedSet): boolean {
  return set.apiVersion === 'apps/v1' && 'template' in set.spec && !/later.kubernetes/.test(title);
}

/** What is invalid without the annotation, too, is the API server's to say: it says that before a validating webhook is called. */
function compare(title: string, expected: string | undefined, verdict?: Verdict, without?: Verdict): void {
  if (without?.by === 'kubernetes') {
    assert.equal(verdict?.by, 'kubernetes', title);
    return;
  }
  assert.deepEqual(without, { by: 'taken' }, title);
  const wanted = expected === undefined ? { by: 'taken' } : { by: 'webhook', message: expected };
  assert.deepEqual(verdict, wanted, title);
}

function count(t: TestContext, verdicts: readonly Verdict[]): void {
  const counts = ['taken', 'webhook', 'kubernetes'].map(by => verdicts.filter(one => one.by === by).length);
  t.diagnostic(`taken, denied, invalid: ${counts.join(', ')}`);
  const [taken = 0, denied = 0, invalid = 0] = counts;
  assert.ok(taken > 20 && denied > 10 && invalid * 5 < verdicts.length);
}

function askValidate(object: StatefulSetObject): string | undefined {
  const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
  const decision = validate({ uid: 'u', operation: 'CREATE', resource, namespace, object });
  return decision.outcome === 'deny' ? `per-pod-config: ${decision.reason}: ${decision.message}` : undefined;
}

/** With what the API server requires, and a fixture leaves out. */
function complete({ title, set }: JudgedSet): JudgedSet {
  const { template } = set.spec;
  const labels = { ...template.metadata?.labels, verdict: 'a' };
  const pod = structuredClone(template.spec) as StatefulSetObject['spec']['template']['spec'] & object;
  for (const container of [...(pod.initContainers ?? []), ...pod.containers])
    Object.assign(container, { image: 'a', ...container });
  const spec = {
    ...set.spec,
    serviceName: set.spec.serviceName ?? set.metadata.name,
    selector: { matchLabels: { verdict: 'a' } },
    template: { ...template, metadata: { ...template.metadata, labels }, spec: pod },
  };
  return { title, set: { ...set, metadata: { ...set.metadata, namespace }, spec } as StatefulSetObject };
}

function takeOut(set: StatefulSetObject): object {
  return JSON.parse(JSON.stringify(set), (key, value) => (key === 'per-pod-config' ? undefined : value));
}
