import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { V1PolicyRule, V1Role } from '@kubernetes/client-node';
import { readInstallation } from '../manifests/installation.ts';

const PAGE = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');

/** The rows of the table whose first heading this is. */
function table(heading: string): string[][] {
  const rows = PAGE.split(`\n| ${heading} |`)[1]?.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.map(row => row.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '')));
}

describe('SECURITY.md', () => {
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

function describeRule({ apiGroups = [], resources = [], resourceNames = ['any'], verbs }: V1PolicyRule) {
  const groups = apiGroups.map(group => group || 'core').join(', ');
  return [verbs.join(', '), `${resources.join(', ')} (${groups})`, resourceNames.join(', ')];
}
