import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { runCli } from '../../src/cli/run-cli.ts';
import { fakeContext } from '../cli/fake-streams.ts';
import { VARIANTS } from '../latency/variants.ts';

const PAGE = readFileSync(new URL('../../docs/with-or-without-a-webhook.md', import.meta.url), 'utf8');

/** The commands of this program, without what reads their output. */
const commands = [...PAGE.matchAll(/^per-pod-config (export .*?)(?: \|.*)?$/gm)].map(([, args = '']) => args);

describe('docs/with-or-without-a-webhook.md', () => {
  for (const command of commands) {
    it(`shows a command that succeeds: ${command}`, async () => {
      const context = fakeContext();
      assert.equal(await runCli(command.split(' '), context), 0, context.stderr.text);
      assert.match(context.stdout.text, /^kind: MutatingAdmissionPolicy$/m);
    });
  }

  it('shows such commands', () => {
    assert.ok(commands.length >= 3);
  });

  it('has the latency of all that is measured, in that order', () => {
    const section = PAGE.split('\n## Latency\n')[1]?.split('\n## ')[0] ?? '';
    const rows = section.split('\n').filter(line => line.startsWith('| '));
    const titles = rows.slice(2).map(row => row.split('|')[1]?.trim());
    assert.deepEqual(
      titles,
      VARIANTS.map(({ title }) => title),
    );
  });
});
