import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { runCli } from '../../../src/cli/run-cli.ts';
import { Match } from '../../../src/status/match-pod.ts';
import { StubApiServer } from '../../cluster/stub-api-server.ts';
import { makeLivePod, makeWeb } from '../../status/web.ts';
import { fakeContext } from '../fake-streams.ts';
import { addPod, addSet, addWebhook, makeConfigMap } from './stub-cluster.ts';

const DOCS = readFileSync(new URL('../../../docs/status.md', import.meta.url), 'utf8');

describe('the page about status', () => {
  const server = new StubApiServer();
  before(async () => {
    await server.start();
    await addWebhook(server);
    await addSet(server, makeWeb(), [0]);
    for (const ordinal of [1, 2]) {
      addPod(server, await makeLivePod(makeWeb({ annotation: '/etc/node' }), ordinal));
      server.objects.push(makeConfigMap('prod', `node-${ordinal}`));
    }
  });
  after(() => server.stop());

  it('shows what is printed of pods', async () => {
    const shown = [...DOCS.matchAll(/^```\n\$ per-pod-config (status [^\n]*)\n(.*?)^```$/gms)];
    assert.equal(shown.length, 1);
    for (const [, args = '', output] of shown) {
      const context = fakeContext();
      const code = await runCli([...args.split(' '), '--kubeconfig', server.kubeconfig], context);
      assert.equal(code, 1);
      assert.equal(context.stdout.text.split('\n\n')[0], output?.trimEnd());
    }
  });

  it('has every value that a pod is told with', () => {
    for (const value of Object.values(Match)) assert.match(DOCS, new RegExp(`\`${value}\``));
  });
});
