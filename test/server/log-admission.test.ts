import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { admit } from '../../src/admission/admit.ts';
import type { AdmissionRequest } from '../../src/admission/review.ts';
import { validate } from '../../src/admission/validate.ts';
import { logAdmission } from '../../src/server/log-admission.ts';
import type { Admission } from '../../src/server/webhook-app.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';

/** What must never be in a log, wherever it comes from. */
const CANARY = 'canary-8d1f';

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
const make = (annotation?: string, more: object = {}): RawPod => ({
  metadata: {
    name: 'web-2',
    ownerReferences: [owner],
    labels: { secret: CANARY },
    ...(annotation === undefined ? {} : { annotations: { 'per-pod-config': annotation } }),
    ...more,
  },
  spec: { containers: [{ name: 'server', args: [CANARY] }] },
});

async function decide(pod: RawPod, more: Partial<AdmissionRequest> = {}): Promise<Admission> {
  const request = { ...podRequest(pod), ...more };
  const decision = await admit(request, async () => ({ metadata: { uid: 'u' } }));
  return { request, decision, milliseconds: 1.23456 };
}

async function logged(level: string, ...admissions: Admission[]): Promise<Record<string, unknown>[]> {
  const out = new PassThrough();
  const log = pino({ level, base: null, timestamp: false }, out);
  for (const admission of admissions) logAdmission(log, admission);
  out.end();
  const lines = (await text(out)).split('\n').filter(line => line !== '');
  for (const line of lines) assert.ok(!line.includes(CANARY), line);
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}

const uid = '0df28fbd-5f5f-11e8-bc74-36e6bb280816';
const whom = { namespace: 'default', pod: 'web-2', set: 'web', ordinal: 2, uid };

describe('the log', () => {
  it('has one line for a pod that was changed, with all that tells it from others', async () => {
    const files = `volumes: [{mountPath: /a, files: {f: "${CANARY} $(ordinal)"}}]\nenv: [{name: A, value: ${CANARY}}]`;
    const [line, ...more] = await logged('info', await decide(make(files)));
    const { operations, ...rest } = line ?? {};
    assert.deepEqual(rest, { level: 30, ...whom, reason: 'mounted', durationMs: 1.23, msg: 'mounted' });
    assert.ok(Number(operations) > 0);
    assert.deepEqual(more, []);
  });

  it('has one line for a pod that was denied, with code and message', async () => {
    const [line, ...more] = await logged('info', await decide(make('conf')));
    const { message, ...rest } = line ?? {};
    const denied = { level: 40, ...whom, reason: 'invalid-annotation', code: 422, durationMs: 1.23 };
    assert.deepEqual(rest, { ...denied, msg: 'denied' });
    assert.match(String(message), /^annotation per-pod-config: expected .* got "conf"$/);
    assert.deepEqual(more, []);
  });

  it('has one line for a pod of which it is not known whether it is to be configured', async () => {
    const request = podRequest(make());
    const decision = await admit(request, () => Promise.reject(new Error('no answer')));
    const [line] = await logged('info', { request, decision, milliseconds: 1.23456 });
    const { message, ...rest } = line ?? {};
    const expected = { level: 40, ...whom, reason: 'lookup-failed', durationMs: 1.23, msg: 'undecided' };
    assert.deepEqual(rest, expected);
    assert.match(String(message), /^StatefulSet default\/web could not be read: no answer/);
  });

  it('has no name that is longer than one can be', async () => {
    const long = 'x'.repeat(1_000_000);
    const names = { name: `${long}-2`, ownerReferences: [{ ...owner, name: long }] };
    const [line] = await logged('debug', await decide(make(undefined, names), { namespace: long }));
    assert.deepEqual(
      [line?.['namespace'], line?.['pod'], line?.['set']].map(name => String(name).length),
      [253, 253, 253],
    );
  });

  it('has no ordinal where the name has none', async () => {
    const [line] = await logged('info', await decide(make('/conf', { name: 'web-02' })));
    assert.deepEqual(
      [line?.['pod'], line?.['ordinal'], line?.['reason']],
      ['web-02', undefined, 'no-ordinal'],
    );
  });

  it('tells a dry run', async () => {
    const [line] = await logged('info', await decide(make('/conf'), { dryRun: true }));
    assert.equal(line?.['dryRun'], true);
  });

  it('names a StatefulSet that was denied', async () => {
    const spec = { replicas: 1, template: { spec: { containers: [{ name: 'server' }] } } };
    const metadata = { name: 'web', annotations: { 'per-pod-config': 'conf' } };
    const request: AdmissionRequest = {
      uid,
      operation: 'CREATE',
      resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
      name: 'web',
      namespace: 'default',
      object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec },
    };
    const [line] = await logged('info', { request, decision: validate(request), milliseconds: 1 });
    assert.deepEqual(
      [line?.['set'], line?.['pod'], line?.['reason']],
      ['web', undefined, 'invalid-annotation'],
    );
  });

  it('has a line even for a review that could not be read', async () => {
    const decision = { outcome: 'deny', reason: 'invalid-review', code: 400, message: 'no' } as const;
    const [line] = await logged('info', { request: undefined, decision, milliseconds: 1 });
    assert.deepEqual([line?.['reason'], line?.['pod']], ['invalid-review', undefined]);
    const malformed = { ...podRequest(make()), object: { metadata: 7 } };
    const [other] = await logged('info', { request: malformed, decision, milliseconds: 1 });
    assert.deepEqual([other?.['pod'], other?.['set']], ['web-2', undefined]);
  });

  describe('has nothing at info, and one line at debug,', () => {
    const again = async () => {
      const first = await decide(make('/conf'));
      assert.equal(first.decision.outcome, 'mount');
      const operations = first.decision.outcome === 'mount' ? first.decision.operations : [];
      return decide(applyIndependently(make('/conf'), operations));
    };
    const gone = async () => {
      const request = podRequest(make());
      return { request, decision: await admit(request, async () => undefined), milliseconds: 1 };
    };
    const rows: [title: string, admission: () => Promise<Admission>][] = [
      ['for a pod whose StatefulSet is not annotated', () => decide(make())],
      ['for a pod of a Job', () => decide(make('/conf', { ownerReferences: [{ ...owner, kind: 'Job' }] }))],
      ['for a deletion', () => decide(make('/conf'), { operation: 'DELETE' })],
      ['for a pod whose StatefulSet is gone', gone],
      ['for a pod that has everything already', again],
    ];
    for (const [title, admission] of rows) {
      it(title, async () => {
        const one = await admission();
        assert.deepEqual(await logged('info', one), []);
        assert.equal((await logged('debug', one)).length, 1);
      });
    }
  });
});
