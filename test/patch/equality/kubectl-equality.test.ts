import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDirective } from '../../../src/patch/directives.ts';
import { isObject } from '../../../src/patch/json.ts';
import { MERGE_KEYS } from '../../../src/patch/merge-keys.ts';
import { mergePod } from '../../../src/patch/merge-pod.ts';
import { PatchError } from '../../../src/patch/patch-error.ts';
import { POD } from '../../../src/patch/value-type.ts';
import { ArbitraryPatch } from './arbitrary-patch.ts';
import { ArbitraryValue, Focus } from './arbitrary-value.ts';
import { kubectlPatch, unusable } from './kubectl-patch.ts';
import { Random } from './random.ts';
import { EFFECTS, listEffects } from './reached.ts';

/** Another one finds other cases: `SEED=… node --test test/patch/equality`. */
const SEED = Number(process.env['SEED'] ?? 1);
const PATCHES = 200;
const PODS_EACH = 25;

/**
 * What kubectl takes and we refuse: it does otherwise than the author can have meant, or refuses the same patch for another pod, which has
 * what it is about.
 */
const OURS = [
  /^\$patch in what is new/,
  /^\$patch: replace where the pod has nothing/,
  /^expected nothing beside \$patch: replace/,
  /^expected (?:an object|a list|a single value), got/,
  /^expected \w+, by which a patch finds/,
  /^expected delete or replace, got/,
  /^expected all fields that the patch sets/,
];

interface Outcome {
  readonly merged?: object;
  readonly refused?: PatchError;
}

describe('a merged pod', { skip: unusable }, () => {
  it('is what `kubectl patch --local --type=strategic` prints, byte for byte', async t => {
    const reached = new Set<string>();
    let equal = 0;
    let refusedByBoth = 0;
    for (let round = 0; round < PATCHES; round++) {
      const { pods, patch } = arbitraryRound(SEED * 1_000_000 + round);
      const printed = await kubectlPatch(pods, patch);
      for (const [index, pod] of pods.entries()) {
        const ours = outcomeOf(pod, patch);
        const theirs = printed[index];
        const about = `seed ${SEED}, round ${round}\npod ${JSON.stringify(pod)}\npatch ${JSON.stringify(patch)}`;
        if (ours.refused === undefined) {
          assert.ok(theirs !== undefined, `kubectl refuses\n${about}`);
          assert.equal(canonical(ours.merged), canonical(withoutLeftovers(theirs)), about);
          equal += 1;
          for (const effect of listEffects(pod, patch, POD)) reached.add(effect);
        } else if (theirs === undefined) refusedByBoth += 1;
        else assert.ok(isOurs(ours.refused), `only we refuse: ${ours.refused.message}\n${about}`);
      }
    }
    t.diagnostic(`${equal} pods are equal, ${refusedByBoth} patches were refused by both`);
    if (SEED === 1) assert.deepEqual([...new Set(EFFECTS).difference(reached)], [], 'never seen');
    assert.ok(equal >= 500, `only ${equal} pods were merged`);
    assert.ok(refusedByBoth >= 10, `only ${refusedByBoth} patches were wrong`);
  });
});

/** Each round is about another list that merges. */
function arbitraryRound(seed: number): { pods: object[]; patch: object } {
  const random = new Random(seed);
  const list = [...MERGE_KEYS.keys()][seed % MERGE_KEYS.size] ?? '';
  const parent = list.startsWith('Ephemeral') ? 'PodSpec.ephemeralContainers' : 'PodSpec.containers';
  const focus = new Focus(random, [list, parent, 'ObjectMeta.finalizers']);
  const values = new ArbitraryValue(random, focus);
  const pods = Array.from({ length: PODS_EACH }, () => ({ apiVersion: 'v1', kind: 'Pod', ...podOf(values) }));
  return { pods, patch: podOf(new ArbitraryPatch(random, focus)) };
}

function podOf(values: ArbitraryValue): object {
  return Object.fromEntries([...POD.fields].map(([field, type]) => [field, values.of(type)]));
}

function outcomeOf(pod: object, patch: object): Outcome {
  try {
    return { merged: mergePod(pod, patch) };
  } catch (error) {
    if (error instanceof PatchError) return { refused: error };
    throw error;
  }
}

function isOurs({ reason }: PatchError): boolean {
  return OURS.some(pattern => pattern.test(reason));
}

/** kubectl leaves nulls and some directives in what is new to a pod. The API server reads a pod as if they were not there. */
function withoutLeftovers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLeftovers);
  if (!isObject(value)) return value;
  assert.ok(!Object.hasOwn(value, '$patch'), 'kubectl has left a $patch');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field, item]) => item !== null && !isDirective(field))
      .map(([field, item]) => [field, withoutLeftovers(item)]),
  );
}

/** Go sorts the fields of an object. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)))
      : item,
  );
}
