import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../src/admission/admit.ts';
import type { Decision } from '../src/admission/decision.ts';
import { excuseGuess } from '../src/admission/excuse-guess.ts';
import { listOrdinals } from '../src/admission/list-ordinals.ts';
import { makePod } from '../src/admission/make-pod.ts';
import { ReviewError } from '../src/admission/review-error.ts';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import { validate } from '../src/admission/validate.ts';
import { runCli } from '../src/cli/run-cli.ts';
import type { Finding } from '../src/lint/finding.ts';
import { fakeContext } from './cli/fake-streams.ts';
import { podRequest } from './pod-request.ts';
import { listJudgedSets } from './verdicts.ts';

/** A reason and a message, or that all pods are as they should be. */
type Verdict = string | undefined;

const verdictOf = (decision: Pick<Decision, 'outcome' | 'reason'> & { readonly message?: string }) =>
  decision.outcome === 'deny' ? `${decision.reason}: ${decision.message}` : undefined;

async function runOn(set: StatefulSetObject, args: readonly string[]) {
  const context = fakeContext({ stdin: JSON.stringify(set) });
  await runCli(args, context);
  return context;
}

async function run<T>(set: StatefulSetObject, ...args: string[]): Promise<T> {
  return JSON.parse((await runOn(set, args)).stdout.text) as T;
}

function askValidate(set: StatefulSetObject): Verdict {
  const group = set.apiVersion.replace(/\/.*/, '');
  const resource = { group, version: 'v1', resource: 'statefulsets' };
  const request = { uid: 'u', operation: 'CREATE', resource, namespace: 'default', object: set };
  try {
    return verdictOf(validate(request));
  } catch (error) {
    if (error instanceof ReviewError) return INVALID;
    throw error;
  }
}

/** In whatever words. */
const INVALID = 'invalid-input';

/** Names, keys and sizes of objects are the API server's to check. */
async function askLint(set: StatefulSetObject): Promise<Verdict> {
  const { findings } = await run<{ findings: Finding[] }>(set, 'lint', '-', '-o', 'json');
  const found = findings.find(({ severity, code }) => severity === 'error' && code !== 'invalid-name');
  if (found?.code === INVALID) return INVALID;
  return found === undefined ? undefined : `${found.code}: ${found.message}`;
}

type Previewed = Pick<Decision, 'outcome' | 'reason'> & { readonly message?: string };

async function askPreview(set: StatefulSetObject): Promise<Verdict> {
  const { pods } = await run<{ pods: Previewed[] }>(set, 'preview', '-', '-o', 'json');
  // Where nothing can be shown, nothing else is amiss: each of these sets has the annotation.
  if (pods.length === 0) return set.spec.replicas === 0 ? askPreviewOfNone(set) : INVALID;
  return pods.map(verdictOf).find(verdict => verdict !== undefined);
}

/** The verdict is on standard error, behind the name of the StatefulSet. */
async function askPreviewOfNone(set: StatefulSetObject): Promise<Verdict> {
  const { stderr } = await runOn(set, ['preview', '-', '-o', 'json']);
  return /^error: \S+ denied: (.*)\n$/s.exec(stderr.text)?.[1];
}

/** Each pod as its controller would create it, but for a label that only it knows. */
async function askMutate(set: StatefulSetObject): Promise<Verdict> {
  const owner = {
    apiVersion: set.apiVersion,
    kind: 'StatefulSet',
    name: set.metadata.name,
    uid: 'u',
    controller: true,
  };
  for (const ordinal of listOrdinals(set, 100)) {
    const { metadata, spec } = makePod(set, ordinal);
    const pod = { metadata: { ...metadata, ownerReferences: [owner] }, spec };
    const found = { ...set, metadata: { ...set.metadata, uid: 'u' } };
    const decision = await admit(podRequest(pod as never), async () => found as never);
    const verdict = verdictOf(excuseGuess(decision));
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

const sets = await listJudgedSets();
const annotated = sets.filter(({ set }) => JSON.stringify(set).includes('"per-pod-config":"'));

describe('every example and every fixture gets one verdict, whoever is asked', () => {
  for (const { title, set } of annotated) {
    it(`${title}: ${set.metadata.name}`, async () => {
      const verdict = askValidate(set);
      assert.equal(await askLint(set), verdict, 'lint');
      assert.equal(await askPreview(set), verdict, 'preview');
      if (verdict !== INVALID) assert.equal(await askMutate(set), verdict, 'mutate');
    });
  }

  it('without a pod, too', async () => {
    const verdicts = new Set<Verdict>();
    for (const { title, set } of annotated) {
      if (!('template' in set.spec)) continue;
      const idle = { ...set, spec: { ...set.spec, replicas: 0 } };
      const verdict = askValidate(idle);
      assert.equal(await askLint(idle), verdict, `lint of ${title}`);
      assert.equal(await askPreview(idle), verdict, `preview of ${title}`);
      verdicts.add(verdict);
    }
    assert.ok(verdicts.size > 2);
  });

  it('and many are denied, and many are not', () => {
    const verdicts = annotated.map(({ set }) => askValidate(set));
    assert.ok(verdicts.filter(verdict => verdict === undefined).length > 30);
    assert.ok(new Set(verdicts).size > 20);
  });
});
