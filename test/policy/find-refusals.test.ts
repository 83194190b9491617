import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportSet } from '../../src/policy/export-set.ts';

interface Changes {
  readonly onSet?: boolean;
  readonly apiVersion?: string;
  readonly spec?: object;
  readonly params?: boolean;
}

/** Why an annotation is refused. */
function refuse(text: string, { onSet, apiVersion = 'apps/v1', spec, params = false }: Changes = {}) {
  const set = {
    apiVersion,
    metadata: { name: 'web' },
    spec: {
      template: { spec: { containers: [{ name: 'a' }], ...spec } },
    },
  };
  const path = onSet ? ['metadata'] : ['spec', 'template', 'metadata'];
  const exported = exportSet({ set, namespace: 'prod', annotation: { text, path }, selector: {}, params });
  return 'refusals' in exported ? exported.refusals : [];
}

const codes = (...args: Parameters<typeof refuse>) => refuse(...args).map(({ code }) => code);
const env = (expression: string) => `env: [{name: A, value: '$(${expression})'}]`;

describe('an export is refused', () => {
  it('for an annotation on the StatefulSet', () => {
    assert.deepEqual(codes('/a', { onSet: true }), ['on-statefulset']);
  });

  it('for each of index, replicas and peers', () => {
    for (const name of ['index', 'replicas', 'size(peers)'])
      assert.deepEqual(codes(env(name)), ['needs-params']);
    assert.match(refuse(env('size(peers) + index'))[0]?.message ?? '', /index, peers/);
  });

  it('for none of these if the policy may read the StatefulSet', () => {
    assert.deepEqual(codes(env('size(peers) + index + replicas'), { onSet: true, params: true }), []);
  });

  it('for index, replicas and peers of OpenKruise, which has gaps between ordinals', () => {
    const kruise = { apiVersion: 'apps.kruise.io/v1beta1', params: true };
    assert.deepEqual(codes(env('size(peers)'), kruise), ['openkruise']);
    assert.deepEqual(codes('/a', { ...kruise, onSet: true }), []);
  });

  it('for a text in an expression that is not ASCII, wherever it stands', () => {
    for (const expression of [
      '"ü"',
      'size("€")',
      'peers.map(p, p + "ü").join()',
      '{"ü": 1}["ü"]',
      '["ü"][0]',
    ]) {
      assert.ok(codes(env(expression)).includes('not-ascii'), expression);
    }
    assert.deepEqual(codes("env: [{name: A, value: 'ü $(pod)'}]"), []);
  });

  it('for a control character in an expression', () => {
    assert.deepEqual(codes(env('"\\u0001"')), ['not-ascii']);
    assert.deepEqual(codes(env('"\\t\\n"')), []);
  });

  it('for a search from a position', () => {
    assert.deepEqual(codes(env('pod.indexOf("-", 1)')), ['differs']);
    assert.deepEqual(codes(env('pod.lastIndexOf("-", 1)')), ['differs']);
    assert.deepEqual(codes(env('pod.indexOf("-") + pod.lastIndexOf("-")')), []);
  });

  it('for bool of a text that is not written there', () => {
    assert.deepEqual(codes(env('bool(labels.a)')), ['differs']);
    assert.deepEqual(codes(env('labels.map(k, k).join(",")')), ['differs']);
    assert.deepEqual(codes(env('labels.filter(k, k != "a").join(",")')), ['differs']);
    assert.deepEqual(codes(env('{"b": 1, "a": 2}.map(k, k)[0]')), ['differs']);
    assert.deepEqual(codes(env('labels.exists(k, k == "a") && ["a"].map(k, k)[0] == "a"')), []);
    assert.deepEqual(codes(env('bool("true")')), []);
  });

  it('for a pod of Windows', () => {
    assert.deepEqual(codes('/a', { spec: { os: { name: 'windows' } } }), ['windows']);
  });

  it('for an expression that the API server does not take', () => {
    assert.deepEqual(codes(`env: [{name: A, value: ${'a'.repeat(100_000)}}]`), ['too-large']);
    assert.deepEqual(codes(`env: [{name: A, value: ${'a'.repeat(4_000)}}]`), []);
  });

  it('for a field that no policy has', () => {
    assert.deepEqual(codes("env: [{name: A, value: b, when: 'true'}]"), ['when']);
  });

  it('for all reasons at once', () => {
    assert.deepEqual(codes(env('size(peers) + size("ü")'), { onSet: true }), [
      'on-statefulset',
      'needs-params',
      'not-ascii',
    ]);
  });
});
