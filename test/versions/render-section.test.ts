import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Measurement, updateMeasurements } from './measurement.ts';
import { renderSection } from './render-section.ts';

const good: Measurement = {
  release: '1.1.0',
  date: '2026-11-28',
  versions: { kubelet: '1.1.0', etcd: '3.7.3' },
  passed: 3,
  failed: [],
  skipped: [{ title: 'a policy works', reason: 'there is none' }],
  facts: [
    { fact: 'the event', value: '`create`' },
    { fact: '`a|b`', value: 'stored' },
    { fact: 'only here', value: 'yes' },
  ],
};
const bad: Measurement = {
  ...good,
  release: '1.2.0',
  date: '2026-11-29',
  passed: 2,
  failed: [{ title: 'a pod starts' }],
  facts: [
    { fact: 'the event', value: '`Create`' },
    { fact: '`a|b`', value: 'stored' },
  ],
};
const broken: Measurement = {
  release: '1.3.0',
  date: '2026-11-30',
  failure: 'failed to start the cluster',
  versions: {},
  passed: 0,
  failed: [],
  skipped: [],
  facts: [],
};

it('a section has a column for each release, what differs in a table, and what is alike in a list', () => {
  assert.equal(
    renderSection(['1.1.0', '1.2.0', '1.3.0', '1.4.0'], [good, bad, broken]),
    `| Kubernetes | 1.1.0 | 1.2.0 | 1.3.0 | 1.4.0 |
| --- | --- | --- | --- | --- |
| measured on | 2026-11-28 | 2026-11-29 | 2026-11-30 | not yet |
| kubelet | 1.1.0 | 1.1.0 | - | - |
| etcd | 3.7.3 | 3.7.3 | - | - |
| tests passed | 3 | 2 | 0 | - |
| tests failed | 0 | 1 | 0 | - |
| tests skipped | 1 | 1 | 0 | - |

| What differs | 1.1.0 | 1.2.0 | 1.3.0 | 1.4.0 |
| --- | --- | --- | --- | --- |
| the event | \`create\` | \`Create\` | - | - |
| only here | yes | - | - | - |

Alike on 1.1.0, 1.2.0:

- \`a|b\`: stored

Not tested to the end:

- 1.3.0: failed to start the cluster

Failed tests:

- 1.2.0: *a pod starts*

Skipped tests:

- 1.1.0, 1.2.0: *a policy works*, because there is none`,
  );
});

it('a section without anything that differs, failed or was skipped has no heading for it', () => {
  const section = renderSection(['1.1.0'], [{ ...good, skipped: [] }]);
  assert.doesNotMatch(section, /What differs|Failed|Skipped|Not tested/);
});

it('a bar in a table is no end of a cell', () => {
  const other = { ...good, release: '1.2.0', facts: [{ fact: '`a|b`', value: 'dropped' }] };
  assert.match(renderSection(['1.1.0', '1.2.0'], [good, other]), /^\| `a\\\|b` \| stored \| dropped \|$/m);
});

it('what is measured again takes the place of what was, in the order of the releases', () => {
  const again = { ...good, date: '2026-12-01' };
  assert.deepEqual(updateMeasurements(['1.1.0', '1.2.0'], [broken, bad, good], [again]), [again, bad]);
});
