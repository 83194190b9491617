import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { runCli } from '../../../src/cli/run-cli.ts';
import { StubApiServer } from '../../cluster/stub-api-server.ts';
import { CREATING, makeLivePod, makeWeb } from '../../status/web.ts';
import { fakeContext } from '../fake-streams.ts';
import { addGuard, addPod, addSet, addWebhook, makeConfigMap } from './stub-cluster.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** The code blocks that begin with a call of the program: its arguments, and what it prints. */
const SHOWN = [...README.matchAll(/^```\n\$ per-pod-config ((?:status|why) [^\n]*)\n(.*?)^```$/gms)];

describe('the README shows what is printed of a cluster', () => {
  const server = new StubApiServer();
  before(async () => {
    await server.start();
    await addWebhook(server, 'Ignore');
    addGuard(server);
    const web = makeWeb({ replicas: 4, podManagementPolicy: 'Parallel' });
    await addSet(server, web, [0]);
    addPod(server, await makeLivePod(makeWeb({ annotation: '/etc/node' }), 1));
    addPod(server, await makeLivePod(web, 2, CREATING));
    server.objects.push(makeConfigMap('prod', 'node-1'), makeConfigMap('prod', 'node-3'), {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'web', namespace: 'prod' },
      reason: 'FailedCreate',
      message:
        'create Pod web-3 in StatefulSet web failed error: pods "web-3" is forbidden: exceeded quota: few',
      involvedObject: { kind: 'StatefulSet', uid: 'uid-of-web' },
      lastTimestamp: '2026-11-24T20:17:22Z',
    });
  });
  after(() => server.stop());

  it('by status and by why', () => {
    assert.deepEqual(
      SHOWN.map(([, args]) => args?.split(' ')[0]),
      ['status', 'why'],
    );
  });

  for (const [, args = '', output] of SHOWN) {
    it(args, async () => {
      const context = fakeContext();
      const code = await runCli([...args.split(' '), '--kubeconfig', server.kubeconfig], context);
      assert.deepEqual([code, context.stderr.text], [1, '']);
      assert.equal(context.stdout.text, output);
    });
  }
});
