import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderExplanation } from '../../../src/cli/why/render-explanation.ts';
import type { Explanation } from '../../../src/status/explanation.ts';
import type { PatchedField } from '../../../src/status/patched/list-patched.ts';

const explain = (patched: readonly PatchedField[], result: 'configured' | 'refused' = 'configured') => {
  const explanation: Explanation = {
    namespace: 'prod',
    pod: 'web-0',
    called: null,
    verdict: { result, message: '' },
    obstacle: null,
    decision: {
      outcome: 'mount',
      reason: 'mounted',
      message: '',
      steps: [],
      patched,
      mounts: [{ kind: 'Secret', names: ['s'], path: '/s', optional: false, containers: ['a'] }],
      leftOut: [],
    },
    now: null,
    notes: [],
  };
  const terminal = { isTerminal: false, columns: undefined, style: (_: string, text: string) => text };
  return renderExplanation(explanation, terminal).split('\n').slice(1, -2);
};

describe('why', () => {
  it('tells the fields that patches set or remove before the mounts', () => {
    const patched = [
      { field: 'metadata.labels.role', value: 'primary' },
      { field: 'spec.terminationGracePeriodSeconds', value: 60 },
      { field: 'spec.containers[helper]', value: { name: 'helper' } },
      { field: 'spec.containers[server].args', value: ['--id=1'] },
      { field: 'metadata.labels.app', value: null },
    ];
    assert.deepEqual(explain(patched), [
      '  1. it gets metadata.labels.role "primary"',
      '  2. it gets spec.terminationGracePeriodSeconds 60',
      '  3. it gets spec.containers[helper]',
      '  4. it gets spec.containers[server].args ["--id=1"]',
      '  5. it gets no metadata.labels.app',
      '  6. it gets Secret s at /s, in a',
    ]);
    assert.equal(explain(patched, 'refused')[4], '  5. it would get no metadata.labels.app');
  });

  it('escapes their values once, as JSON does', () => {
    const values = ['a\nb\tc', 'say "a"', '\u001b[31m', ['\n\u001b']];
    const patched = values.map(value => ({ field: 'metadata.annotations.a\n', value }));
    assert.deepEqual(explain(patched).slice(0, -1), [
      '  1. it gets metadata.annotations.a\\n "a\\nb\\tc"',
      '  2. it gets metadata.annotations.a\\n "say \\"a\\""',
      '  3. it gets metadata.annotations.a\\n "\\u001b[31m"',
      '  4. it gets metadata.annotations.a\\n ["\\n\\u001b"]',
    ]);
  });

  it('tells ten of them, and how many more there are', () => {
    const patched = Array.from({ length: 12 }, (_, index) => ({ field: `spec.f${index}`, value: true }));
    assert.equal(explain(patched)[9], ' 10. it gets spec.f9 true');
    assert.equal(explain(patched)[10], ' 11. it gets 2 more fields by its patches');
  });
});
