import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { V1PolicyRule, V1Role } from '@kubernetes/client-node';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import {
  MAX_ANNOTATION_LENGTH,
  MAX_BRACKET_DEPTH,
  MAX_CODE_LENGTH,
  MAX_EXPRESSION_LENGTH,
  MAX_EXPRESSIONS,
  MAX_STEPS,
  MAX_WEIGHT,
} from '../../src/bounds/bounds.ts';
import { Load, MAX_BYTES } from '../../src/server/load.ts';
import { buildWebhookApp } from '../../src/server/webhook-app.ts';
import { readInstallation } from '../manifests/installation.ts';

const PAGE = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');

/** The rows of the table whose first heading this is. */
function table(heading: string): string[][] {
  const rows = PAGE.split(`\n| ${heading} |`)[1]?.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.map(row => row.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '')));
}

describe('SECURITY.md', () => {
  it('gives the bounds as they are', () => {
    const app = buildWebhookApp({
      readStatefulSet: async () => undefined,
      observe: () => {},
      observeLookUp: () => {},
      report: () => {},
      reportOverload: () => {},
      reportTls: () => {},
      load: new Load(() => 0),
      isDraining: () => false,
    });
    assert.deepEqual(Object.fromEntries(table('what')), {
      'characters of an annotation': String(MAX_ANNOTATION_LENGTH),
      'words and signs of its YAML': boundIn(`{${'a,'.repeat(3_000)}}`),
      'nesting and indentation of its YAML': boundIn('['.repeat(200)),
      'characters of an expression': String(MAX_EXPRESSION_LENGTH),
      'expressions of an annotation': String(MAX_EXPRESSIONS),
      'characters of all its expressions': String(MAX_CODE_LENGTH),
      'brackets within brackets': String(MAX_BRACKET_DEPTH),
      'steps for a pod': String(MAX_STEPS),
      'characters and elements of a value': String(MAX_WEIGHT),
      'replicas where `peers` is used': '4096',
      'bytes of a request': String(app.initialConfig.bodyLimit),
      'bytes of all requests, complete or still arriving': String(MAX_BYTES),
    });
    assert.equal(boundIn('x'.repeat(300_000)), String(MAX_ANNOTATION_LENGTH));
  });

  it('gives the rights of the service account as the manifests do', async () => {
    const { find } = await readInstallation();
    const cluster = find<V1Role>('ClusterRole').rules ?? [];
    const role = find<V1Role>('Role');
    assert.deepEqual(table('where'), [
      ...cluster.map(rule => ['cluster', ...describeRule(rule)]),
      ...(role.rules ?? []).map(rule => [`namespace ${role.metadata?.namespace}`, ...describeRule(rule)]),
    ]);
  });
});

/** The number in the message that refuses an annotation. */
function boundIn(annotation: string): string | undefined {
  try {
    parseAnnotation(annotation);
  } catch (error) {
    return /at most (\d+)/.exec((error as Error).message)?.[1];
  }
  return undefined;
}

function describeRule({ apiGroups = [], resources = [], resourceNames = ['any'], verbs }: V1PolicyRule) {
  const groups = apiGroups.map(group => group || 'core').join(', ');
  return [verbs.join(', '), `${resources.join(', ')} (${groups})`, resourceNames.join(', ')];
}
