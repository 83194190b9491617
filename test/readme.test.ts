import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { admit } from '../src/admission/admit.ts';
import { makePod } from '../src/admission/make-pod.ts';
import { Reason } from '../src/admission/reason.ts';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import { configurePod } from '../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../src/annotation/parse-annotation.ts';
import { makeLintCommand } from '../src/cli/lint-command.ts';
import { makePreviewCommand } from '../src/cli/preview-command.ts';
import { runCli } from '../src/cli/run-cli.ts';
import { makeServeCommand } from '../src/cli/serve-command.ts';
import { Load } from '../src/server/load.ts';
import { makeMetrics } from '../src/server/metrics.ts';
import { applyIndependently, type RawPod } from './apply-independently.ts';
import { fakeContext } from './cli/fake-streams.ts';
import { WEB_2 } from './expression/web-2.ts';
import { readRules } from './manifests/observability/observability.ts';
import { podRequest } from './pod-request.ts';

const ROOT = new URL('../', import.meta.url);
const README = readFileSync(new URL('README.md', ROOT), 'utf8');
const MONITORING = readFileSync(new URL('docs/monitoring.md', ROOT), 'utf8');

/** The code blocks of a language. */
const blocks = (language: string) =>
  [...README.matchAll(/^ *```(\w*)\n(.*?)^ *```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '');

/** The rows of the table under a heading, each a list of cells. */
const table = (heading: string) => listRows(README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '');

/** The rows of the only table in a text. */
const listRows = (text: string) => {
  const rows = text.split('\n').filter(line => line.startsWith('|'));
  return rows.slice(2).map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
};

describe('the README', () => {
  it('shows what the demo prints, and the demo succeeds', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['demo/main.ts'], {
      cwd: fileURLToPath(ROOT),
    });
    const [shown] = blocks('').filter(text => text.includes('ORDINAL'));
    assert.ok(shown !== undefined && stdout.includes(shown), stdout);
  });

  it('has a StatefulSet of which every pod gets its ConfigMap, where the one before copied it', async () => {
    const [before, after] = ['# before', '# after'].map(mark =>
      parse(blocks('yaml').find(text => text.startsWith(mark)) ?? ''),
    ) as [StatefulSetObject, StatefulSetObject & { metadata: { annotations: Record<string, string> } }];
    const pod = makePod({ ...after, apiVersion: 'apps/v1' }, 1) as unknown as RawPod;
    const decision = await admit(podRequest(pod), async () => ({ metadata: { uid: '', ...after.metadata } }));
    assert.equal(decision.outcome, 'mount');
    const [container] = applyIndependently(pod, decision.outcome === 'mount' ? decision.operations : []).spec
      .containers;
    assert.equal(
      container?.volumeMounts?.[0]?.mountPath,
      before.spec.template.spec.containers[0]?.volumeMounts?.[0]?.mountPath,
    );
  });

  it('shows the status annotation as it is', async () => {
    const shown = blocks('json')
      .find(text => text.includes('annotationHash'))
      ?.trim();
    const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
    const pod: RawPod = {
      metadata: { name: 'web-2', ownerReferences: [owner] },
      spec: { containers: [{ name: 'a' }] },
    };
    const annotations = { 'per-pod-config': '/network/conf' };
    const decision = await admit(podRequest(pod), async () => ({ metadata: { uid: 'u', annotations } }));
    const operations = decision.outcome === 'mount' ? decision.operations : [];
    const status = applyIndependently(pod, operations).metadata.annotations?.['per-pod-config/status'];
    assert.deepEqual(JSON.parse(shown ?? ''), JSON.parse(status ?? ''));
  });

  it('has annotations that work', () => {
    const configured = blocks('yaml')
      .map(text => (parse(text) as { 'per-pod-config'?: string } | null)?.['per-pod-config'])
      .filter(text => text !== undefined);
    assert.ok(configured.length > 1);
    for (const text of configured) configurePod(parseAnnotation(text), WEB_2);
  });

  it('lists every reason once', () => {
    const section = README.split('\n## How it decides\n')[1]?.split('\n## ')[0] ?? '';
    for (const reason of Object.values(Reason)) {
      assert.equal(section.split(`\`${reason}\``).length, 2, reason);
    }
  });

  for (const args of [
    ['preview', 'manifests/examples/node-config'],
    ['lint', 'test/fixtures/lint'],
  ]) {
    it(`shows what ${args[0]} prints`, async () => {
      const context = fakeContext();
      await runCli(args, context);
      const shown = blocks('').find(text => text.startsWith(`$ per-pod-config ${args.join(' ')}\n`));
      assert.equal(shown?.split('\n').slice(1).join('\n'), context.stdout.text);
    });
  }

  for (const make of [makePreviewCommand, makeLintCommand]) {
    const command = make(fakeContext());
    it(`lists every option of ${command.name()} with its default`, () => {
      const section = README.split(`\n### ${command.name()}\n`)[1]?.split('\n### ')[0] ?? '';
      for (const { short, long, defaultValue } of command.options) {
        const flags = [short, long].filter(flag => flag !== undefined).join(', ');
        const row = section.split('\n').find(line => line.startsWith(`| \`${flags}\``));
        assert.ok(row !== undefined, flags);
        const value = typeof defaultValue === 'string' ? defaultValue : '';
        assert.equal(row.split('|')[2]?.trim(), value, flags);
      }
    });
  }

  it('lists every flag of serve with its default, and no other', () => {
    const command = makeServeCommand(fakeContext());
    const flags = command.options.map(option => [option.long, option.defaultValue]);
    const shown = table('The program').map(([flag, value]) => [flag?.replaceAll('`', ''), value]);
    assert.deepEqual(
      shown.map(([flag]) => flag),
      flags.map(([flag]) => flag),
    );
    for (const [index, [flag, value]] of flags.entries()) {
      if (value !== undefined) assert.equal(shown[index]?.[1], String(value), String(flag));
    }
  });

  it('lists every metric of our own, and no other', () => {
    const metrics = makeMetrics('1.2.3', new Load(() => 0));
    metrics.tellReadiness(() => undefined);
    const names = metrics.registry
      .getMetricsAsArray()
      .map(({ name }) => name)
      .filter(name => name.startsWith('per_pod_config_'));
    const shown = table('Metrics').map(([name]) => name?.replaceAll('`', ''));
    assert.deepEqual(shown, names);
  });

  it('links to a page that lists every alert with its severities, and no other', async () => {
    const severities = new Map<string, string[]>();
    for (const { alert, labels } of (await readRules()).groups.flatMap(({ rules }) => rules)) {
      severities.set(alert, [...(severities.get(alert) ?? []), labels.severity]);
    }
    assert.deepEqual(
      listRows(MONITORING).map(([alert, severity]) => [alert?.replaceAll('`', ''), severity]),
      [...severities].map(([alert, all]) => [alert, all.join(', ')]),
    );
  });
});

it('test/faults/README.md has each file of faults', () => {
  const folder = new URL('test/faults/', ROOT);
  const text = readFileSync(new URL('README.md', folder), 'utf8');
  const told = [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => `${name}.faults.ts`);
  const files = readdirSync(folder).filter(name => name.endsWith('.faults.ts'));
  assert.deepEqual(told.sort(), files.sort());
});
