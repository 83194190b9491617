import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findLeftOver } from '../../src/admission/find-left-over.ts';
import { Reason } from '../../src/admission/reason.ts';
import { type AdmissionRequest, answer } from '../../src/admission/review.ts';
import { validate } from '../../src/admission/validate.ts';

const STATUS = 'per-pod-config/status';
const FILE = 'per-pod-config/file-0123456789abcdef';

type Annotations = Readonly<Record<string, string | null>>;

const ANNOTATED = { 'per-pod-config': '/conf' };

function makeSet(onTemplate: Annotations, own: Annotations = ANNOTATED, spec: object = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', annotations: own },
    spec: {
      replicas: 2,
      ...spec,
      template: {
        metadata: { labels: { app: 'web' }, annotations: onTemplate },
        spec: { containers: [{ name: 'server' }] },
      },
    },
  };
}

/** Outcome, reason, and what is said. */
function judge(object: object, more: Partial<AdmissionRequest> = {}) {
  const request = {
    uid: 'u',
    operation: 'CREATE',
    resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
    namespace: 'prod',
    object,
    ...more,
  };
  const decision = validate(request);
  const said = decision.outcome === 'deny' ? [decision.message] : 'warnings' in decision && decision.warnings;
  return { outcome: decision.outcome, reason: decision.reason, said: said || [] };
}

const update = (object: object, oldObject: object) => judge(object, { operation: 'UPDATE', oldObject });

describe('what only per-pod-config writes is refused in the template of an annotated StatefulSet', () => {
  for (const [title, onTemplate] of Object.entries<Annotations>({
    'a status that is right': { [STATUS]: '{"ordinal":0,"volumes":[],"annotationHash":"0"}' },
    'a status that is none': { [STATUS]: 'x' },
    'a status that is empty': { [STATUS]: '' },
    'a status that is null, which is empty for the API server': { [STATUS]: null },
    'a status of a megabyte': { [STATUS]: 'x'.repeat(2 ** 20) },
    'the text of a file': { [FILE]: 'text' },
    'a file of another name': { 'per-pod-config/file-': 'text' },
  })) {
    it(title, () => {
      for (const set of [makeSet(onTemplate), makeSet({ ...ANNOTATED, ...onTemplate }, {})]) {
        const { outcome, reason, said } = judge(set);
        assert.deepEqual([outcome, reason], ['deny', 'left-over-status']);
        const [key = ''] = Object.keys(onTemplate);
        assert.match(
          said[0] ?? '',
          new RegExp(`^spec.template.metadata.annotations: expected no ${key}: .*remove it`),
        );
      }
    });
  }

  it('each by its name, and the first ones of many', () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`per-pod-config/file-${index}`, 'x']),
    );
    const { said } = judge(makeSet({ [STATUS]: '{}', ...files }));
    assert.match(
      said[0] ?? '',
      /: expected no per-pod-config\/status, per-pod-config\/file-0, .* and \d+ more: .*remove them/,
    );
  });

  it('in a StatefulSet of OpenKruise, and in one without replicas, too', () => {
    const kruise = { ...makeSet({ [STATUS]: '{}' }), apiVersion: 'apps.kruise.io/v1beta1' };
    const resource = { group: 'apps.kruise.io', version: 'v1beta1', resource: 'statefulsets' };
    assert.equal(judge(kruise, { resource }).reason, 'left-over-status');
    assert.equal(judge(makeSet({ [STATUS]: '{}' }, ANNOTATED, { replicas: 0 })).reason, 'left-over-status');
  });

  it('with HTTP status 422, and the reason in front', () => {
    const { outcome, ...rest } = validate({
      uid: 'u',
      operation: 'CREATE',
      resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
      object: makeSet({ [STATUS]: '{}' }),
    });
    assert.ok(outcome === 'deny');
    const { response } = answer('u', { outcome, ...rest } as never);
    assert.equal(response.status?.code, 422);
    assert.match(response.status?.message ?? '', /^per-pod-config: left-over-status: /);
    assert.equal(response.auditAnnotations.reason, Reason.leftOverStatus);
  });
});

describe('it is no reason to refuse', () => {
  it('what is on the StatefulSet itself, or is only like it', () => {
    for (const set of [
      makeSet({}, { ...ANNOTATED, [STATUS]: '{}', [FILE]: 'x' }),
      makeSet({ 'per-pod-config/status-page': 'x' }),
      makeSet({ 'per-pod-config/file': 'x' }),
      makeSet({ 'example.com/per-pod-config/status': 'x' }),
      makeSet({ __proto__: 'x' } as never),
    ]) {
      assert.equal(judge(set).outcome, 'allow');
      assert.deepEqual(findLeftOver(set), []);
    }
  });

  it('a StatefulSet without the annotation, of which it is told', () => {
    const { outcome, reason, said } = judge(makeSet({ [STATUS]: '{}' }, {}));
    assert.deepEqual([outcome, reason], ['allow', 'not-annotated']);
    assert.match(said[0] ?? '', /: expected no per-pod-config\/status: /);
  });

  it('one without the annotation whose shape is its own, of which it is told', () => {
    const set = { ...makeSet({ [STATUS]: '{}' }, {}), metadata: {} };
    const { outcome, said } = judge(set);
    assert.deepEqual([outcome, said.length], ['allow', 1]);
    for (const odd of [{}, { spec: 1 }, { spec: { template: { metadata: { annotations: 'x' } } } }]) {
      assert.deepEqual(judge(odd), { outcome: 'allow', reason: 'not-annotated', said: [] });
    }
  });
});

describe('an update of a StatefulSet that had it before', () => {
  const old = makeSet({ [STATUS]: '{}', [FILE]: 'x' });

  it('is warned of: scaled, with another annotation, with one of two removed, or unchanged', () => {
    for (const set of [
      makeSet({ [STATUS]: '{}', [FILE]: 'x' }, ANNOTATED, { replicas: 5 }),
      makeSet({ [STATUS]: '{}', [FILE]: 'x' }, { 'per-pod-config': '/other' }),
      makeSet({ ...ANNOTATED, [STATUS]: '{}', [FILE]: 'x' }, {}),
      makeSet({ [STATUS]: '{}' }),
      old,
    ]) {
      const { outcome, said } = update(set, old);
      assert.equal(outcome, 'allow');
      assert.match(said[0] ?? '', /: expected no per-pod-config\/status/);
    }
  });

  it('is refused if it changes or adds one', () => {
    for (const onTemplate of [
      { [STATUS]: '{"ordinal":0}', [FILE]: 'x' },
      { [STATUS]: '{}', [FILE]: 'y' },
      { [STATUS]: '{}', [FILE]: 'x', 'per-pod-config/file-1': 'x' },
    ]) {
      assert.equal(update(makeSet(onTemplate), old).reason, 'left-over-status');
    }
  });

  it('is refused if it adds the annotation: no pod of the set has been configured by then', () => {
    assert.equal(update(old, makeSet({ [STATUS]: '{}', [FILE]: 'x' }, {})).reason, 'left-over-status');
  });

  it('is let through with a finalizer less, once it is being deleted', () => {
    const leaving = { ...old, metadata: { ...old.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    assert.equal(update(leaving, old).reason, 'not-applicable');
  });

  it('is let through if it has none any more', () => {
    assert.deepEqual(update(makeSet({}), old), { outcome: 'allow', reason: 'valid', said: [] });
  });
});
