import assert from 'node:assert/strict';
import { admit } from '../../src/admission/admit.ts';
import { roundTrip } from '../api-round-trip.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';
import { type AdmissionCase, readCase } from './admissions/admission-case.ts';
import { arbitraryText } from './admissions/arbitrary-text.ts';
import { addLater, makePod } from './admissions/case-pod.ts';
import { expectAdmission } from './admissions/model.ts';
import { hasDoubtfulMounts } from './admissions/nested-mounts.ts';
import { overTheWire } from './admissions/over-the-wire.ts';
import type { Target } from './target.ts';

/**
 * A pod becomes what the model says; after another webhook has added something, that alone is configured, too; and
 * then there is nothing to do any more.
 */
export const ADMISSIONS: Target = {
  milliseconds: 2_000,
  notation: JSON,
  made: arbitraryText,
  async read(text) {
    const given = readCase(text);
    if (given === undefined) return;
    const first = await admitAsExpected(given, overTheWire(makePod(given)));
    if (first === undefined) return;
    const second = await admitAsExpected(given, send(addLater(overTheWire(first.pod), given)));
    if (second === undefined) return;
    for (const { path } of second.operations) assert.ok(isOfLater(path, first.pod), path);
    const third = await admitAsExpected(given, second.pod);
    assert.deepEqual(third?.operations, []);
  },
};

interface Configured {
  readonly pod: RawPod;
  readonly operations: readonly { readonly op: string; readonly path: string }[];
}

/** What was done, if the pod was configured. */
async function admitAsExpected(
  { annotation, ordinal }: AdmissionCase,
  pod: RawPod,
): Promise<Configured | undefined> {
  const expected = expectAdmission(annotation, ordinal, overTheWire(pod));
  const annotations = annotation === null ? {} : { 'per-pod-config': JSON.stringify(annotation) };
  const decision = await admit(podRequest(pod), async () => ({ metadata: { uid: 'u', annotations } }));
  if (
    decision.outcome === 'deny' &&
    expected.outcome === 'mount' &&
    / cannot start so: /.test(decision.message)
  ) {
    assert.ok(hasDoubtfulMounts(expected.pod), decision.message);
    return undefined;
  }
  assert.equal(decision.outcome, expected.outcome, JSON.stringify(decision));
  if (expected.outcome === 'deny') {
    assert.ok(expected.reasons.has(decision.reason), `${decision.reason}, not ${[...expected.reasons]}`);
  }
  if (decision.outcome !== 'mount' || expected.outcome !== 'mount') return undefined;
  const { operations } = decision;
  for (const { op, path } of operations)
    assert.match(`${op} ${path}`, /^add |^replace \/spec\/volumes\/\d+$/);
  const configured = send(applyIndependently(pod, operations));
  assert.deepEqual(readStatus(configured), readStatus(send(expected.pod)));
  return { pod: configured, operations };
}

/** A pod as the API server sends it to the next webhook. */
function send(pod: unknown): RawPod {
  return roundTrip(overTheWire(pod));
}

/** Whether a JSON Pointer leads into a container that is not in the pod. */
function isOfLater(path: string, { spec }: RawPod): boolean {
  const [, list, index] = /^\/spec\/(containers|initContainers)\/(\d+)\//.exec(path) ?? [];
  const before = list === 'containers' ? spec.containers : spec.initContainers;
  return list !== undefined && Number(index) >= (before ?? []).length;
}

/** The pod with its status parsed: the order of members makes no difference. */
function readStatus(pod: RawPod): object {
  const { 'per-pod-config/status': status, ...annotations } = pod.metadata.annotations ?? {};
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    status: JSON.parse(status ?? 'null') as unknown,
  };
}
