import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { admit } from '../src/admission/admit.ts';
import { makePod } from '../src/admission/make-pod.ts';
import { Reason } from '../src/admission/reason.ts';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import { makeServeCommand } from '../src/cli/serve-command.ts';
import { applyIndependently, type RawPod } from './apply-independently.ts';
import { podRequest } from './pod-request.ts';

const ROOT = new URL('../', import.meta.url);
const README = readFileSync(new URL('README.md', ROOT), 'utf8');

/** The code blocks of a language. */
const blocks = (language: string) =>
  [...README.matchAll(/^ *```(\w*)\n(.*?)^ *```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '');

/** The rows of the table under a heading, each a list of cells. */
const table = (heading: string) => {
  const section = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('|'));
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

  it('lists every reason once', () => {
    const section = README.split('\n## How it decides\n')[1]?.split('\n## ')[0] ?? '';
    for (const reason of Object.values(Reason)) {
      assert.equal(section.split(`\`${reason}\``).length, 2, reason);
    }
  });

  it('lists every flag of serve with its default, and no other', () => {
    const { stdout, stderr } = process;
    const command = makeServeCommand({ env: {}, stdout, stderr, stop: new AbortController().signal });
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

  it('has no link that leads nowhere', () => {
    const targets = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target]) => target ?? '');
    assert.ok(targets.length > 0);
    for (const target of targets) assert.ok(existsSync(new URL(target, ROOT)), target);
  });
});
