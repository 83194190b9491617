import { scaleLinear, scaleLog, scaleUtc } from 'd3-scale';
import { area, line } from 'd3-shape';
import { findColour, PALETTE } from './colours.ts';
import type { Panel, Series, Span } from './dashboard.ts';
import type { Box } from './draw-dashboard.ts';
import { drawLegend } from './draw-legend.ts';
import { chooseUnit, formatIn } from './format-value.ts';
import { element, text } from './svg.ts';

/** Lines over time, or areas upon each other. */
export function drawTimeSeries(panel: Panel, series: readonly Series[], box: Box, span: Span): string {
  const coloured = series.map((one, index) => ({ ...one, colour: chooseColour(panel, one.name, index) }));
  const legend = drawLegend(coloured, box.width - MARGIN.left - MARGIN.right);
  const bottom = box.height - legend.height - MARGIN.bottom;
  const bands = layUp(coloured, isStacked(panel));
  const x = scaleUtc([span.start * 1_000, span.end * 1_000], [MARGIN.left, box.width - MARGIN.right]);
  const y = chooseScale(panel, bands).range([bottom, MARGIN.top]);
  return [
    ...listTicks(panel, y).flatMap(([tick, label]) => drawTick(label, y(tick), box)),
    ...x.ticks(box.width / 110).map(tick => drawTime(tick, x(tick), bottom)),
    ...listLimits(panel)
      .filter(({ value }) => value <= (y.domain()[1] ?? 0))
      .map(({ value, colour }) => drawLimit(y(value), colour, box)),
    ...bands.map(band => drawBand(band, isStacked(panel), x, y)),
    element('g', { transform: `translate(${MARGIN.left} ${bottom + 36})` }, legend.drawing),
  ].join('');
}

/** Pixels, without the legend. */
const MARGIN = { top: 38, left: 62, right: 12, bottom: 30 };

const isStacked = ({ fieldConfig }: Panel) => fieldConfig.defaults.custom?.stacking.mode === 'normal';
const isLogarithmic = ({ fieldConfig }: Panel) =>
  fieldConfig.defaults.custom?.scaleDistribution.type === 'log';

function chooseColour({ fieldConfig }: Panel, name: string, index: number): string {
  const own = fieldConfig.overrides.find(({ matcher }) => matcher.options === name);
  const colour = own?.properties[0]?.value.fixedColor;
  return colour === undefined ? (PALETTE[index % PALETTE.length] ?? '') : findColour(colour);
}

/** A series as it is drawn, from `low` to `high`. */
interface Band {
  readonly colour: string;
  readonly points: readonly { readonly at: number; readonly low: number; readonly high: number }[];
}

function layUp(series: readonly (Series & { colour: string })[], stacked: boolean): Band[] {
  const tops = new Map<number, number>();
  return series.map(({ colour, points }) => ({
    colour,
    points: points.map(([at, value]) => {
      const low = stacked ? (tops.get(at) ?? 0) : 0;
      tops.set(at, low + value);
      return { at, low, high: low + value };
    }),
  }));
}

function chooseScale(panel: Panel, bands: readonly Band[]) {
  const values = bands.flatMap(({ points }) => points.map(({ high }) => high)).filter(Number.isFinite);
  const most = Math.max(...values, 0) * 1.05 || 1;
  if (isLogarithmic(panel)) return scaleLog([Math.min(...values, most), most], [0, 1]).nice();
  const { size } = chooseUnit(most, panel.fieldConfig.defaults.unit);
  const [, top = 1] = scaleLinear([0, most / size], [0, 1])
    .nice(4)
    .domain();
  return scaleLinear([0, top * size], [0, 1]);
}

/** Values and what is written beside them: round in the unit that is written. */
function listTicks(panel: Panel, scale: ReturnType<typeof chooseScale>): [value: number, label: string][] {
  const { unit } = panel.fieldConfig.defaults;
  if (isLogarithmic(panel)) {
    return scale.ticks(4).map(value => [value, formatIn(chooseUnit(value, unit), value)]);
  }
  const chosen = chooseUnit(scale.domain()[1] ?? 1, unit);
  return scaleLinear(
    scale.domain().map(value => value / chosen.size),
    [0, 1],
  )
    .ticks(4)
    .map(tick => [tick * chosen.size, formatIn(chosen, tick * chosen.size)]);
}

type Scale = (value: number) => number;

function drawBand({ colour, points }: Band, stacked: boolean, x: Scale, y: Scale): string {
  type Point = Band['points'][number];
  const isThere = ({ high }: Point) => Number.isFinite(high);
  const atX = ({ at }: Point) => x(at * 1_000);
  const atY = ({ high }: Point) => y(high);
  const edge = line<Point>(atX, atY).defined(isThere).digits(1)(points);
  const drawn = element('path', { d: edge ?? '', fill: 'none', stroke: colour, 'stroke-width': 1.5 });
  if (!stacked) return drawn;
  const filled = area<Point>(atX, ({ low }) => y(low), atY)
    .defined(isThere)
    .digits(1)(points);
  return element('path', { d: filled ?? '', fill: colour, 'fill-opacity': '0.3' }) + drawn;
}

function drawTick(label: string, y: number, { width }: Box): string[] {
  return [
    element('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y, y2: y }),
    text(label, MARGIN.left - 6, y + 4, { 'text-anchor': 'end' }),
  ];
}

function drawTime(time: Date, x: number, bottom: number): string {
  return text(time.toISOString().slice(11, 16), x, bottom + 16, { 'text-anchor': 'middle' });
}

function listLimits({ fieldConfig }: Panel): { value: number; colour: string }[] {
  const { custom, thresholds } = fieldConfig.defaults;
  if (custom?.thresholdsStyle.mode !== 'dashed') return [];
  return thresholds.steps.flatMap(({ value, color }) =>
    value === null ? [] : [{ value, colour: findColour(color) }],
  );
}

function drawLimit(y: number, colour: string, { width }: Box): string {
  const ends = { x1: MARGIN.left, x2: width - MARGIN.right, y1: y, y2: y };
  return element('line', { ...ends, stroke: colour, 'stroke-dasharray': '6 4' });
}
