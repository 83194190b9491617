import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseBudget } from '../../src/server/budget.ts';

describe('an admission has the time that the API server gives, less half a second for the way back', () => {
  const rows: [timeout: string | undefined, milliseconds: number][] = [
    ['5s', 4_500],
    ['1s', 500],
    ['30s', 29_500],
    ['0s', 500],
    [undefined, 9_500],
    ['', 9_500],
    ['soon', 9_500],
    ['999999999s', 9_500],
  ];
  for (const [timeout, milliseconds] of rows) {
    it(String(timeout), () => assert.equal(parseBudget(timeout), milliseconds));
  }
});
