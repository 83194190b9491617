import { allow, deny } from '../../../src/admission/decision.ts';
import { Reason } from '../../../src/admission/reason.ts';
import { Load } from '../../../src/server/load.ts';
import { makeMetrics } from '../../../src/server/metrics.ts';

/** The values that each label of each metric has, by the name that a series has. Undefined: it can be anything. */
export type KnownMetrics = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string> | undefined>>;

/** Labels that Prometheus gives to all that it scrapes by the ServiceMonitor. */
const TARGET_LABELS = ['namespace', 'service', 'endpoint', 'pod', 'container', 'instance'];

/** What /metrics has. `job` is what `jobLabel` makes it. */
export async function listKnownMetrics(job: string): Promise<KnownMetrics> {
  const target = new Map<string, Set<string> | undefined>(TARGET_LABELS.map(label => [label, undefined]));
  target.set('job', new Set([job]));
  const known = new Map<string, typeof target>();
  for (const { name, labels } of await listSeries()) {
    const metric = known.get(name) ?? new Map(target);
    known.set(name, metric);
    for (const [label, value] of Object.entries(labels)) {
      metric.set(label, new Set([...(metric.get(label) ?? []), value]));
    }
  }
  return known;
}

async function listSeries(): Promise<{ name: string; labels: Record<string, string> }[]> {
  const metrics = makeMetrics('1.2.3', new Load(() => 0));
  metrics.tellReadiness(() => undefined);
  metrics.countAdmission({ request: undefined, decision: allow(Reason.valid), milliseconds: 1 });
  metrics.countAdmission({ request: undefined, decision: deny(Reason.conflict, ''), milliseconds: 1 });
  metrics.certificates.expires('ca', new Date());
  metrics.certificates.expires('serving', new Date());
  // As text: that is what Prometheus reads.
  return [...(await metrics.registry.metrics()).matchAll(/^([a-z]\w*)(?:\{(.*)\})? \S+$/gm)].map(
    ([, name = '', labels = '']) => ({
      name,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value]),
      ),
    }),
  );
}
