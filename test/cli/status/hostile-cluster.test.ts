import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { deny, prefixOf } from '../../../src/admission/decision.ts';
import { Reason } from '../../../src/admission/reason.ts';
import { answer } from '../../../src/admission/review.ts';
import { MAX_FIELD_LENGTH } from '../../../src/bounds/bounds.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import type { LivePod } from '../../../src/status/live-objects.ts';
import { CONTROL, HOSTILE, LONG } from '../../bounds/hostile-texts.ts';
import { StubApiServer } from '../../cluster/stub-api-server.ts';
import { CREATING, makeLivePod, makeWeb } from '../../status/web.ts';
import { fakeContext } from '../fake-streams.ts';
import { addPod, addSet, addWebhook, makeConfigMap } from './stub-cluster.ts';

/** What a container waits for is in the words of whoever runs it. */
async function makeWaiting(text: string): Promise<LivePod> {
  const pod = await makeLivePod(makeWeb(), 0, CREATING);
  const waiting = { reason: 'CreateContainerConfigError', message: text };
  return { ...pod, status: { ...pod.status, containerStatuses: [{ name: 'server', state: { waiting } }] } };
}

describe('what others wrote in a cluster', () => {
  const server = new StubApiServer();
  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => server.objects.splice(0));

  const fill = async (text: string, failure = text) => {
    await addWebhook(server);
    await addSet(server, makeWeb({ replicas: 2, podManagementPolicy: 'Parallel' }), []);
    addPod(server, await makeWaiting(text));
    server.objects.push(makeConfigMap('prod', 'node-0'), {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'prod' },
      reason: 'FailedCreate',
      message: `create Pod web-1 in StatefulSet web failed error: ${failure}`,
      involvedObject: { kind: 'StatefulSet', uid: 'uid-of-web' },
      lastTimestamp: '2026-01-01T00:00:00Z',
    });
  };
  const run = async (args: readonly string[], options: Parameters<typeof fakeContext>[0] = {}) => {
    const context = fakeContext(options);
    await runCli([...args, '--kubeconfig', server.kubeconfig], context);
    return context.stdout.text + context.stderr.text;
  };

  for (const command of [
    'status',
    'status -o json',
    'why web-0',
    'why web-0 -o json',
    'why web-1',
    'why web-1 -o json',
  ]) {
    const args = [...command.split(' '), '-n', 'prod'];
    it(`is shown without control characters, by ${command}`, async () => {
      await fill(HOSTILE);
      for (const options of [{}, { columns: 80, env: { NO_COLOR: '1' } }]) {
        const text = await run(args, options);
        assert.match(text, /u009b2J/);
        assert.doesNotMatch(text, CONTROL);
        assert.doesNotMatch(text, /^error: b/m);
      }
    });

    it(`is bounded, by ${command}`, async () => {
      await fill(LONG);
      const text = await run(args);
      assert.match(text, /x{1000}/);
      for (const line of text.split('\n')) assert.ok(line.length <= MAX_FIELD_LENGTH);
    });
  }

  it('names the reason of a denial of ours that was cut', async () => {
    const { status } = answer('u', deny(Reason.conflict, `taken ${LONG}`)).response;
    await fill('', `admission webhook "pods.per-pod-config.svc" denied the request: ${status?.message}`);
    const text = await run(['status', '-n', 'prod']);
    assert.ok(status?.message.startsWith(prefixOf(Reason.conflict)));
    assert.match(text, /^! web-1 was denied, last at [^ ]+: conflict: taken x{1000,}… \(the rest is cut\)$/m);
  });

  it('is escaped where a name is asked for that the API server does not know', async () => {
    await fill('a');
    for (const args of [
      ['status', '--context', HOSTILE],
      ['status', '-n', HOSTILE],
      ['why', HOSTILE],
    ]) {
      const text = await run(args);
      assert.match(text, /^error: .*u009b2J/);
      assert.doesNotMatch(text, CONTROL);
      assert.equal(text.indexOf('\n'), text.length - 1);
    }
  });
});
