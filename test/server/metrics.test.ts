import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allow, deny, mount } from '../../src/admission/decision.ts';
import { Reason } from '../../src/admission/reason.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { buildHealthApp, METRICS_PATH, READY_PATH } from '../../src/server/health-app.ts';
import { Load } from '../../src/server/load.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { WEB_2 } from '../expression/web-2.ts';

const request = undefined;

describe('the metrics', () => {
  const load = new Load(() => 0);
  const metrics = makeMetrics('1.2.3', load);
  const has = async (line: string) => {
    const text = await metrics.registry.metrics();
    assert.ok(text.split('\n').includes(line), `${line} is not in\n${text}`);
  };

  it('are named by the conventions of Prometheus', () => {
    for (const { name, type } of metrics.registry.getMetricsAsArray() as { name: string; type: unknown }[]) {
      if (!name.startsWith('per_pod_config_')) continue;
      assert.match(name, /^[a-z_]+$/);
      assert.equal(name.endsWith('_total'), type === 'counter', name);
    }
  });

  it('have no label that holds the name of an object', async () => {
    metrics.countAdmission({ request, decision: allow(Reason.notOwned), milliseconds: 1 });
    metrics.countLookUp({ result: 'absent', milliseconds: 1 });
    const labels = [...(await metrics.registry.metrics()).matchAll(/^per_pod_config_\w+\{(.*)\}/gm)].flatMap(
      ([, text]) => [...(text ?? '').matchAll(/(\w+)="/g)].map(([, name]) => name),
    );
    assert.deepEqual([...new Set(labels)].sort(), [
      'cause',
      'le',
      'node',
      'outcome',
      'overload',
      'reason',
      'result',
      'version',
    ]);
  });

  it('tell from zero what has not happened yet, so that the first of it is an increase', async () => {
    const fresh = makeMetrics('1.2.3', new Load(() => 0));
    const lines = (await fresh.registry.metrics()).split('\n');
    for (const reason of Object.values(Reason)) {
      const pattern = new RegExp(`^per_pod_config_admissions_total.*reason="${reason}"} 0$`);
      assert.ok(
        lines.some(line => pattern.test(line)),
        reason,
      );
    }
    for (const labels of ['outcome="deny",reason="internal-error"', 'outcome="allow",reason="conflict"']) {
      assert.ok(lines.includes(`per_pod_config_admissions_total{${labels}} 0`), labels);
    }
    for (const outcome of ['allow', 'mount', 'deny']) {
      assert.ok(lines.includes(`per_pod_config_admission_duration_seconds_count{outcome="${outcome}"} 0`));
    }
    for (const result of ['found', 'absent', 'failed']) {
      assert.ok(lines.includes(`per_pod_config_lookup_duration_seconds_count{result="${result}"} 0`));
    }
  });

  it('tell version and Node.js', () =>
    has(`per_pod_config_build_info{version="1.2.3",node="${process.versions.node}"} 1`));

  it('tell that a replica is ready when /readyz does, at that moment', async () => {
    const metrics = makeMetrics('1.2.3', new Load(() => 0));
    let unreadiness: string | undefined;
    const findUnreadiness = () => unreadiness;
    metrics.tellReadiness(findUnreadiness);
    const health = buildHealthApp({ findUnreadiness, metrics: metrics.registry });
    for (const [reason, statusCode, ready] of [
      ['not listening yet', 503, '0'],
      [undefined, 200, '1'],
      ['draining', 503, '0'],
    ] as const) {
      unreadiness = reason;
      assert.equal((await health.inject(READY_PATH)).statusCode, statusCode);
      const { body } = await health.inject(METRICS_PATH);
      assert.equal(/^per_pod_config_ready (.*)$/m.exec(body)?.[1], ready, String(reason));
    }
  });

  it('tell half a millisecond from a quarter and from three', async () => {
    const decision = deny(Reason.conflict, 'no');
    for (const milliseconds of [0.2, 0.4, 0.7]) metrics.countAdmission({ request, decision, milliseconds });
    const bucket = (le: string, count: number) =>
      has(`per_pod_config_admission_duration_seconds_bucket{le="${le}",outcome="deny"} ${count}`);
    await bucket('0.00025', 1);
    await bucket('0.0005', 2);
    await bucket('0.00075', 3);
    await has('per_pod_config_admissions_total{outcome="deny",reason="conflict"} 3');
  });

  it('tell what the expressions of a pod can take', async () => {
    const configuration = configurePod(parseAnnotation('/conf'), WEB_2);
    assert.ok(configuration.steps > 0 && configuration.steps < 100);
    const decision = mount('web', configuration, []);
    metrics.countAdmission({ request, decision, milliseconds: 1 });
    await has('per_pod_config_expression_steps_count 1');
    await has(`per_pod_config_expression_steps_sum ${configuration.steps}`);
  });

  it('tell look-ups by result, and failures by cause, from the start', async () => {
    await has('per_pod_config_lookup_failures_total{cause="timeout"} 0');
    metrics.countLookUp({ result: 'found', milliseconds: 5 });
    metrics.countLookUp({ result: 'timeout', milliseconds: 4_500 });
    await has('per_pod_config_lookup_failures_total{cause="timeout"} 1');
    await has('per_pod_config_lookup_duration_seconds_count{result="found"} 1');
    await has('per_pod_config_lookup_duration_seconds_sum{result="failed"} 4.5');
  });

  it('tell what is arriving and in flight, and what was refused', async () => {
    const holder = { held: 0, begun: false, giveUp: () => {} };
    load.grow(holder, 7);
    await has('per_pod_config_requests_in_flight 0');
    await has('per_pod_config_request_bytes 7');
    load.begin(holder);
    await has('per_pod_config_requests_in_flight 1');
    load.end(holder);
    await has('per_pod_config_requests_in_flight 0');
    await has('per_pod_config_request_bytes 0');
    metrics.countOverload('lag');
    await has('per_pod_config_overload_refusals_total{overload="lag"} 1');
  });

  it('tell of the process itself', async () => {
    const text = await metrics.registry.metrics();
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds']) {
      assert.ok(text.includes(`\n${name} `), name);
    }
  });
});
