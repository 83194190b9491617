import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MEBIBYTE = 1024 * 1024;

interface Measured {
  readonly name: string;
  readonly outcome: string;
  readonly milliseconds: number;
  readonly bytes: number;
}

/** With less than a third of the stack that Node gives, and a heap that a runaway expression would burst. */
function runMeasurements<T>(mode: string): T {
  const script = fileURLToPath(new URL('measure-templates.ts', import.meta.url));
  const flags = ['--max-old-space-size=64', '--stack-size=300'];
  return JSON.parse(execFileSync(process.execPath, [...flags, script, mode], { encoding: 'utf8' }));
}

test('Hostile templates are refused or finished within 10 ms and 16 MiB', () => {
  const measured = runMeasurements<Measured[]>('hostile');
  assert.ok(measured.length > 60);
  for (const each of measured) checkMeasured(each, /^(rendered|refused): /);
});

test('The costliest templates that are accepted finish within 10 ms and 16 MiB', () => {
  const measured = runMeasurements<Measured[]>('costly');
  assert.ok(measured.length > 20);
  for (const each of measured) checkMeasured(each, /^rendered: /);
});

function checkMeasured({ name, outcome, milliseconds, bytes }: Measured, expected: RegExp): void {
  assert.match(outcome, expected, name);
  // Twice the time, for a machine that does other work: a runaway expression takes seconds.
  assert.ok(milliseconds < 20, `${name}: ${milliseconds} ms, ${outcome}`);
  assert.ok(bytes < 16 * MEBIBYTE, `${name}: ${bytes} bytes, ${outcome}`);
}
