import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { Call } from '../../src/status/find-call.ts';
import type { LiveEvent, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { withCalls } from '../../src/status/pod-facts.ts';
import { reportPod } from '../../src/status/report-pod.ts';
import { makeWeb } from './web.ts';

const WEB = makeWeb({ replicas: 2, podManagementPolicy: 'Parallel' });
const AT = '2026-01-01T00:00:00Z';
const failed = (message: string, pod = 'web-0'): LiveEvent => ({
  reason: 'FailedCreate',
  message: `Create Pod ${pod} in StatefulSet web failed error: ${message}`,
  involvedObject: { uid: 'uid-of-web' },
  lastTimestamp: AT,
});
const OUTAGE =
  'Internal error occurred: failed calling webhook "pods.per-pod-config.svc": failed to call webhook: no endpoints available';
const RETRY =
  'the controller tries again within 17 minutes; at once: kubectl per-pod-config retry web -n prod';
const ONCE = `Once that is put right, ${RETRY}`;
const READY: Call = { called: true };
const AWAY: Call = { called: true, why: 'nothing answers', effect: 'refused' };

const explain = async (events: LiveEvent[], call: Call, set: LiveStatefulSet = WEB) => {
  const facts = withCalls(await collectPods(set, [], () => true), () => call);
  return facts.map(pod => reportPod(pod, () => true, events).problems.join('\n'));
};
const changedAt = (time: string, subresource?: string): LiveStatefulSet => {
  const managedFields = [{ time, ...(subresource === undefined ? {} : { subresource }) }];
  return { ...WEB, metadata: { ...WEB.metadata, managedFields } };
};

describe('a pod that is not there, after a failure', () => {
  it('has the event of the outage while it lasts, and others the reason of it', async () => {
    assert.deepEqual(await explain([failed(OUTAGE)], AWAY), [
      `could not be created, last at ${AT}: ${OUTAGE}\n${ONCE}`,
      'cannot be created: nothing answers',
    ]);
  });

  it('is told once the webhook can be reached', async () => {
    const [first, second] = await explain([failed(OUTAGE)], READY);
    assert.match(
      first ?? '',
      /\nThe webhook can be reached now: the controller tries again within 17 minutes; at once: /,
    );
    assert.match(second ?? '', /^is not there, and web-0 could not be created, last at /);
    const other = OUTAGE.replace('pods.per-pod-config.svc', 'validate.kyverno.svc');
    assert.doesNotMatch((await explain([failed(other)], READY))[0] ?? '', /can be reached/);
  });

  it('was held up by the guard, which is over once the webhook can be reached', async () => {
    const message =
      "pods \"web-0\" is forbidden: ValidatingAdmissionPolicy 'per-pod-config-guard' with binding 'per-pod-config-guard' denied request: no";
    const held = `was held up by the guard, last at ${AT}, because the webhook had not configured it: ${message}`;
    assert.deepEqual(await explain([failed(message)], AWAY), [
      `${held}\nNow, too, nothing answers\n${ONCE}`,
      'cannot be created: nothing answers',
    ]);
    assert.deepEqual(await explain([failed(message)], READY), [
      `${held}\nThe webhook can be reached now: ${RETRY}`,
      `is not there, and web-0 ${held}\nThe webhook can be reached now: ${RETRY}`,
    ]);
    const unread: Call = { called: undefined };
    assert.equal((await explain([failed(message)], unread))[0], `${held}\n${ONCE}`);
  });

  it('is over, too, where pods are created without the webhook by now, and no reason to try again', async () => {
    const skipped: Call = { called: false, why: 'the webhook is not installed', effect: 'skipped' };
    const bare = 'it would be created, but without its configuration: the webhook is not installed';
    const guard =
      "pods \"web-0\" is forbidden: ValidatingAdmissionPolicy 'per-pod-config-guard' with binding 'per-pod-config-guard' denied request: no";
    const denial =
      'admission webhook "pods.per-pod-config.svc" denied the request: per-pod-config: surplus: no';
    for (const message of [OUTAGE, guard, denial]) {
      for (const set of [WEB, changedAt('2026-01-02T00:00:00Z')]) {
        const [problem = ''] = await explain([failed(message)], skipped, set);
        assert.equal(problem.split('\n')[1], `Now ${bare}`);
      }
    }
    const [quota = ''] = await explain([failed('exceeded quota')], skipped);
    assert.equal(quota.split('\n')[1], `Once that is put right ${bare}`);
    const either: Call = { ...skipped, effect: 'either' };
    assert.match(
      (await explain([failed(guard)], either))[0] ?? '',
      /\nOnce that is put right, the controller/,
    );
  });

  it('is not over where replicas were ready all the time, which the API server may not reach', async () => {
    const guard =
      "pods \"web-0\" is forbidden: ValidatingAdmissionPolicy 'per-pod-config-guard' with binding 'per-pod-config-guard' denied request: no";
    const readyAt = (readySince: string): Call => ({ ...READY, readySince });
    const before = readyAt('2025-12-31T23:59:59.000Z');
    for (const message of [OUTAGE, guard]) {
      const [long = ''] = await explain([failed(message)], before);
      assert.match(long, /\nThe webhook's replicas were ready then, as they are now: see whether a firewall/);
      assert.equal(long.split('\n')[2], ONCE);
      const later = readyAt('2026-01-01T00:00:20.000Z');
      assert.match((await explain([failed(message)], later))[0] ?? '', /can be reached now/);
    }
    assert.doesNotMatch((await explain([failed('exceeded quota')], before))[0] ?? '', /replicas/);
  });

  it('has what a quota, PodSecurity or another webhook says', async () => {
    for (const message of [
      'pods "web-0" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
      'pods "web-0" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
      'admission webhook "validate.kyverno.svc-fail" denied the request: no',
    ]) {
      assert.equal(
        (await explain([failed(message)], READY))[0],
        `could not be created, last at ${AT}: ${message}\n${ONCE}`,
      );
    }
  });

  it('is told that the StatefulSet was changed after it, but not that its status was', async () => {
    const events = [failed('exceeded quota')];
    const later = '2026-01-01T00:10:00Z';
    assert.match(
      (await explain(events, READY, changedAt(later)))[0] ?? '',
      /quota\nThe StatefulSet was changed after that, at 2026-01-01T00:10:00Z: the controller tries/,
    );
    for (const set of [changedAt(later, 'status'), changedAt(AT), changedAt('2025-12-31T00:00:00Z')]) {
      assert.doesNotMatch((await explain(events, READY, set))[0] ?? '', /changed/);
    }
  });

  it('has a denial for what another webhook adds for as long as nothing changes', async () => {
    const denial =
      'admission webhook "pods.per-pod-config.svc" denied the request: per-pod-config: conflict: container "istio-proxy" has volume "x" ' +
      'at /network/conf already; another admission webhook or policy added that container';
    const [problem = ''] = await explain([failed(denial)], READY);
    assert.match(
      problem,
      /^was denied, last at .*: conflict: container "istio-proxy" .* added that container$/,
    );
    assert.match(
      (await explain([failed(denial)], READY, changedAt('2026-01-02T00:00:00Z')))[0] ?? '',
      /was changed/,
    );
    const ours = denial.replace('another admission webhook or policy added that container', 'rename it');
    assert.match((await explain([failed(ours)], READY))[0] ?? '', /\nThat has been put right since: /);
  });

  it('is not told what the webhook would deny where it may be skipped', async () => {
    const set = { ...WEB, metadata: { ...WEB.metadata, annotations: { 'per-pod-config': 'x' } } };
    const either: Call = { called: true, why: 'x', effect: 'either' };
    assert.match((await explain([], either, set))[0] ?? '', /^is not there, and no event says why/);
  });

  it('would not be denied where the webhook is not called', async () => {
    const set = { ...WEB, metadata: { ...WEB.metadata, annotations: { 'per-pod-config': 'x' } } };
    assert.match((await explain([], READY, set))[0] ?? '', /^would be denied/);
    const skipped: Call = { called: false, why: 'x', effect: 'skipped' };
    assert.match((await explain([], skipped, set))[0] ?? '', /^is not there, and no event says why/);
  });
});
