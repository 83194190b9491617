import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { FindingCode } from '../../src/lint/finding.ts';

const PAGE = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');

describe('docs/checks.md', () => {
  it('lists every code of lint', () => {
    const section = PAGE.split('\n## Codes\n')[1] ?? '';
    for (const code of Object.values(FindingCode)) assert.ok(section.includes(`\`${code}\``), code);
  });

  it('names codes of inputs that there are', () => {
    const section = PAGE.split('\n## Inputs of lint\n')[1]?.split('\n## ')[0] ?? '';
    const rows = section.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| ---'));
    const codes = rows.flatMap(row => [...(row.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)]);
    const named = new Set(codes.map(([, code]) => code ?? ''));
    assert.ok(named.size > 3);
    assert.deepEqual([...named.difference(new Set<string>(Object.values(FindingCode)))], []);
  });
});
