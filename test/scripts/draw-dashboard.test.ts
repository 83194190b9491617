import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Ask } from '../../scripts/dashboard/ask-prometheus.ts';
import type { Dashboard } from '../../scripts/dashboard/dashboard.ts';
import { drawDashboard } from '../../scripts/dashboard/draw-dashboard.ts';
import { chooseUnit, formatIn } from '../../scripts/dashboard/format-value.ts';

const file = new URL('../../manifests/observability/dashboard.json', import.meta.url);
const dashboard = JSON.parse(await readFile(file, 'utf8')) as Dashboard;
const draw = (ask: Ask) => drawDashboard(dashboard, { start: 0, end: 120 }, ask);

describe('the drawing of the dashboard', () => {
  it('has every panel with what Prometheus gives, and gaps where it gives nothing', async () => {
    const points = [0, 60, 120].map(at => [at, at === 60 ? Number.NaN : 3] as const);
    const drawing = await draw(async () => [{ name: 'a < b', points }]);
    assert.doesNotMatch(drawing, /NaN|undefined|No data/);
    assert.ok(drawing.includes('>a &lt; b</text>'));
    for (const { title } of dashboard.panels) assert.ok(drawing.includes(`>${title}</text>`), title);
  });

  it('says so where there is no number', async () => {
    const drawing = await draw(async () => []);
    const numbers = dashboard.panels.filter(({ type }) => type === 'stat');
    assert.equal(drawing.split('>No data<').length - 1, numbers.length);
    assert.doesNotMatch(drawing, /NaN|Infinity/);
  });

  for (const [value, unit, expected] of [
    [0.0123, 's', '12.3 ms'],
    [90, 's', '1.5 min'],
    [268_435_456, 'bytes', '256 MiB'],
    [0.425, 'percentunit', '42.5%'],
    [0, 'bytes', '0 B'],
  ] as const) {
    it(`writes ${value} as ${expected} in ${unit}`, () => {
      assert.equal(formatIn(chooseUnit(value, unit), value), expected);
    });
  }
});
