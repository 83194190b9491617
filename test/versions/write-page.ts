import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cluster.ts';
import { type Measurement, updateMeasurements } from './measurement.ts';
import { RELEASES } from './releases.ts';
import { renderSection } from './render-section.ts';
import { replaceSection } from './replace-section.ts';

export const PAGE = join(ROOT, 'docs/compatibility.md');

/** What the page is rendered from, so that one release can be measured again. */
const MEASURED = join(ROOT, 'test/versions/measured.json');

export function writePage(latest: readonly Measurement[]): void {
  const measurements = updateMeasurements(RELEASES, readMeasurements(), latest);
  writeFileSync(MEASURED, `${JSON.stringify(measurements, null, 2)}\n`);
  writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), renderSection(RELEASES, measurements)));
}

export function readMeasurements(): Measurement[] {
  return JSON.parse(readFileSync(MEASURED, 'utf8'));
}
