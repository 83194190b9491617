// Whether a pod is valid is for the API server to say. What `lint`, `/validate` and `/mutate` say of it before must be the same.
import assert from 'node:assert/strict';
import { before, type TestContext, test } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import type { StatefulSet } from '../../src/admission/look-up.ts';
import type { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { lintObject } from '../../src/lint/lint-object.ts';
import { parseObjects } from '../../src/yaml/parse-objects.ts';
import { podRequest } from '../pod-request.ts';
import { type ApiServer, openApiServer } from './api-server.ts';
import { useNamespace } from './namespace.ts';
import { asPodOf, listExamples, listFixtures, withoutPods } from './round-trips.ts';
import { openTryOut, type TryOut } from './validity/api-verdict.ts';
import { listDirectedCases } from './validity/directed-cases.ts';
import { generateCases } from './validity/generated-cases.ts';
import { inFlight } from './validity/in-flight.ts';
import { type Judgement, judge } from './validity/judge.ts';
import { listObjects } from './validity/objects.ts';
import { OWN_REASONS } from './validity/own-reasons.ts';
import type { Owner, ValidityCase } from './validity/validity-case.ts';

const namespace = useNamespace('validity');
const podsPath = `/api/v1/namespaces/${namespace}/pods`;
const setsPath = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;

/** The same pods each time, unless others are asked for. */
const SEED = Number(process.env['VALIDITY_SEED'] ?? 16);
const CASES = Number(process.env['VALIDITY_CASES'] ?? 3_000);

/**
 * One that is not there. The annotation is on the pods, so it is read only to explain a conflict, and a conflict would be laid to
 * another webhook if it were there with a template of its own.
 */
const owner: Owner = { name: 'web', uid: '00000000-0000-0000-0000-000000000000' };

let server: ApiServer;
let tryOut: TryOut;
before(async () => {
  server = await openApiServer();
  tryOut = openTryOut(server);
});

const seen = new Set<string>();

test('pods that vary one value are admitted if the API server takes them', async t => {
  await judgeAll(t, listDirectedCases(owner));
});

test(`${CASES} generated pods are admitted if the API server takes them`, async t => {
  t.diagnostic(`VALIDITY_SEED=${SEED} VALIDITY_CASES=${CASES}`);
  await judgeAll(t, generateCases(SEED, CASES, owner));
});

test('objects are without fault for lint if the API server takes them', async () => {
  const objects = listObjects();
  const verdicts = await inFlight(8, objects, ({ resource, object }) =>
    tryOut(resource.replace('NAMESPACE', namespace), object),
  );
  for (const [index, { object }] of objects.entries()) {
    const { objects: found } = parseObjects(JSON.stringify(object), '-');
    const faults = found.flatMap(lintObject).filter(({ severity }) => severity === 'error');
    const verdict = verdicts[index];
    const text = `${JSON.stringify(object).slice(0, 300)}: ${JSON.stringify(verdict).slice(0, 300)}`;
    assert.equal(faults.length === 0 && found.length === 1, verdict?.by === 'taken', text);
  }
});

for (const list of [listExamples, listFixtures]) {
  test(`pods that are configured are taken: ${list.name}`, async () => {
    for (const trip of await list()) {
      const set = await server.call<StatefulSetObject>('POST', setsPath, [201], withoutPods(trip.set));
      const pods = trip.makePods(set).map(pod => asPodOf(set, pod));
      for (const pod of pods) {
        const decision = await admit(
          podRequest(pod as ReturnType<typeof makePod>),
          async () => set as StatefulSet,
        );
        assert.equal(decision.outcome, 'mount', trip.title);
        assert.deepEqual(await tryOut(podsPath, pod), { by: 'taken' }, trip.title);
      }
      await server.call('DELETE', `${setsPath}/${set.metadata.name}`, [200]);
    }
  });
}

test('each reason of our own has been seen', () => {
  assert.deepEqual([...seen].sort(), Object.keys(OWN_REASONS).sort());
});

async function judgeAll(t: TestContext, cases: readonly ValidityCase[]): Promise<void> {
  const judgements = await inFlight(8, cases, one => judge(one, tryOut, podsPath));
  const { wrong = [], taken = [], denied = [], invalid = [] } = Object.groupBy(judgements, ({ is }) => is);
  const counts = { taken: taken.length, denied: denied.length, invalid: invalid.length };
  t.diagnostic(JSON.stringify(counts));
  for (const judgement of denied) if (isOwn(judgement)) seen.add(judgement.reason);
  for (const judgement of wrong) if ('what' in judgement) t.diagnostic(judgement.what.slice(0, 2_000));
  assert.equal(wrong.length, 0, 'no verdict differs');
  assert.ok(counts.invalid * 20 < cases.length, 'hardly any pod is invalid without us');
}

function isOwn(judgement: Judgement): judgement is Judgement & { readonly reason: string } {
  return judgement.is === 'denied' && judgement.reason !== undefined;
}
