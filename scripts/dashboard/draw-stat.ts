import { findColour } from './colours.ts';
import type { Panel, Series, Step } from './dashboard.ts';
import type { Box } from './draw-dashboard.ts';
import { chooseUnit, formatIn } from './format-value.ts';
import { text } from './svg.ts';

/** One number, in the colour of the threshold that it has reached. */
export function drawStat({ fieldConfig }: Panel, [series]: readonly Series[], box: Box): string {
  const { unit, decimals, thresholds } = fieldConfig.defaults;
  const value = series?.points.at(-1)?.[1] ?? Number.NaN;
  const shown = Number.isFinite(value) ? formatIn(chooseUnit(value, unit), value, decimals) : 'No data';
  const fill = Number.isFinite(value) ? findStepColour(thresholds.steps, value) : findColour('text');
  const place = { 'text-anchor': 'middle', class: 'number', style: `fill:${fill}` };
  return text(shown, box.width / 2, box.height / 2 + 22, place);
}

function findStepColour(steps: readonly Step[], value: number): string {
  return findColour(steps.findLast(step => step.value === null || value >= step.value)?.color ?? 'text');
}
