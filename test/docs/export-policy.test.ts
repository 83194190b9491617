import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { RefusalCode } from '../../src/policy/refusal.ts';

const PAGE = readFileSync(new URL('../../docs/export-policy.md', import.meta.url), 'utf8');

it('docs/export-policy.md lists every reason to refuse an export, and no other', () => {
  const section = PAGE.split('\n## What is refused\n')[1]?.split('\n## ')[0] ?? '';
  const codes = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, code]) => code);
  assert.deepEqual(codes, Object.values(RefusalCode));
});
