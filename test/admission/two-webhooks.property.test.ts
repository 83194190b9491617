import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { mountConfiguration } from '../../src/admission/mount-configuration.ts';
import { mergePod } from '../../src/patch/merge-pod.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { admittedPod, configurationOf, tolerationsOfPlugin } from './patched-pods.ts';

/** A field that two webhooks can want to have different values: a patch for each value, and its name in a warning. */
interface Contested {
  readonly name: string;
  readonly patch: (value: string) => Record<string, object>;
}

const inMain = (fields: (value: string) => object) => (value: string) => ({
  spec: { containers: [{ name: 'main', ...fields(value) }] },
});
const FIELDS: readonly Contested[] = [
  { name: 'metadata.labels.role', patch: role => ({ metadata: { labels: { role } } }) },
  { name: 'metadata.annotations.note', patch: note => ({ metadata: { annotations: { note } } }) },
  { name: 'spec.priorityClassName', patch: priorityClassName => ({ spec: { priorityClassName } }) },
  { name: 'spec.nodeSelector.zone', patch: zone => ({ spec: { nodeSelector: { zone } } }) },
  { name: 'spec.tolerations', patch: key => ({ spec: { tolerations: [{ key, operator: 'Exists' }] } }) },
  { name: 'spec.containers[main].image', patch: inMain(image => ({ image })) },
  { name: 'spec.containers[main].args', patch: inMain(arg => ({ args: ['--id', arg] })) },
  {
    name: 'spec.containers[main].resources.limits.cpu',
    patch: inMain(value => ({
      resources: { limits: { cpu: `${value.length}000m` }, requests: { cpu: '1m' } },
    })),
  },
  { name: 'spec.containers[main].env[ID].value', patch: inMain(value => ({ env: [{ name: 'ID', value }] })) },
];

/** As a webhook, or a policy: it is called with a pod, and gives what becomes of it. */
type Webhook = (pod: RawPod) => RawPod;

/**
 * Admission as Kubernetes does it: all are called in order; each that was called before another one has changed the pod is called
 * once more, with the API server's plugins in between.
 */
function admitPod(pod: RawPod, webhooks: readonly Webhook[]): RawPod {
  const again = new Set<Webhook>();
  let now = pod;
  const callAll = (called: readonly Webhook[]) => {
    for (const [index, webhook] of called.entries()) {
      const before = JSON.stringify(now);
      now = webhook(now);
      if (before !== JSON.stringify(now)) for (const one of webhooks.slice(0, index)) again.add(one);
    }
  };
  callAll(webhooks);
  now = runPlugins(now);
  callAll(webhooks.filter(webhook => again.has(webhook)));
  return now;
}

/** What the API server's own plugins and encoding do to a pod that has changed. */
function runPlugins(pod: RawPod): RawPod {
  const changed = structuredClone(pod);
  const tolerations = (changed.spec['tolerations'] ?? []) as { key?: string }[];
  const missing = tolerationsOfPlugin().filter(({ key }) => !tolerations.some(one => one.key === key));
  Object.assign(changed.spec, {
    priority: 7,
    preemptionPolicy: 'PreemptLowerPriority',
    tolerations: [...tolerations, ...missing],
  });
  return JSON.parse(JSON.stringify(changed).replaceAll(/"(\d)000m"/g, '"$1"')) as RawPod;
}

const setAll =
  (fields: readonly Contested[], value: string): Webhook =>
  pod =>
    fields.reduce((merged, { patch }) => mergePod(merged, patch(value)) as RawPod, pod);

it('of two webhooks that want different values, ours gives in, names the field, and the pod is created', () => {
  const some = fc.subarray([...FIELDS], { minLength: 1 });
  fc.assert(
    fc.property(some, some, fc.boolean(), (ours, theirs, first) => {
      const warnings: string[] = [];
      let calls = 0;
      const configuration = configurationOf(...ours.map(({ patch }) => patch('ours')));
      const webhook: Webhook = pod => {
        calls += 1;
        const operations = mountConfiguration(structuredClone(pod) as never, configuration, text =>
          warnings.push(text),
        );
        if (calls > 1) assert.deepEqual(operations, [], 'a second call changes nothing');
        return applyIndependently(pod, operations);
      };
      const other = setAll(theirs, 'theirs-');
      const created = admitPod(admittedPod(), first ? [webhook, other] : [other, webhook]);
      assert.deepEqual(mergePod(created, {}), created);
      const same = (pod: RawPod) => JSON.stringify(runPlugins(pod));
      const contested = ours.filter(field => theirs.includes(field));
      assert.equal(same(setAll(theirs, 'theirs-')(created)), same(created), 'all of the other one is there');
      const alone = ours.filter(field => !theirs.includes(field));
      assert.equal(
        same(setAll(alone, 'ours')(created)),
        same(created),
        'ours is there where nobody else wants it',
      );
      if (calls < 2) return;
      const told = warnings.join('\n');
      for (const { name } of contested) assert.ok(told.includes(name), `${name} in: ${told}`);
      assert.equal(warnings.length, contested.length === 0 ? 0 : 1, told);
    }),
    { numRuns: 500 },
  );
});

it('of two webhooks that want the same, none changes what the other one did, and nothing is told', () => {
  fc.assert(
    fc.property(fc.subarray([...FIELDS], { minLength: 1 }), fields => {
      const warnings: string[] = [];
      const configuration = configurationOf(...fields.map(({ patch }) => patch('same')));
      const webhook: Webhook = pod =>
        applyIndependently(
          pod,
          mountConfiguration(structuredClone(pod) as never, configuration, text => warnings.push(text)),
        );
      const adds: Webhook = pod => mergePod(pod, { metadata: { labels: { theirs: 'too' } } }) as RawPod;
      const created = admitPod(admittedPod(), [webhook, setAll(fields, 'same'), adds]);
      assert.deepEqual(webhook(created), created);
      assert.deepEqual(warnings, []);
    }),
  );
});
