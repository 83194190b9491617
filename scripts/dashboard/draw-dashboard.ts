import type { Ask } from './ask-prometheus.ts';
import type { Dashboard, Panel, Span } from './dashboard.ts';
import { drawStat } from './draw-stat.ts';
import { drawTimeSeries } from './draw-time-series.ts';
import { element, escapeText, text } from './svg.ts';

/** The room for a panel, in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** An SVG of all panels, each in its place. */
export async function drawDashboard({ title, panels }: Dashboard, span: Span, ask: Ask): Promise<string> {
  const drawn = await Promise.all(panels.map(panel => drawPanel(panel, span, ask)));
  const height = Math.max(...panels.map(({ gridPos: { y, h } }) => (y + h) * ROW)) + GAP;
  const size = { width: COLUMNS * COLUMN + GAP, height };
  const viewBox = `0 0 ${size.width} ${size.height}`;
  const background = element('rect', { ...size, class: 'background' });
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', viewBox, ...size };
  const name = element('title', {}, escapeText(`Dashboard ${title}`));
  return `${element('svg', attributes, name, STYLE, background, ...drawn)}\n`;
}

/** Pixels: of a column, of a unit of height, and between panels. */
const [COLUMN, ROW, GAP] = [50, 38, 8];
const COLUMNS = 24;

const STYLE = element(
  'style',
  {},
  'text{font:11px "DejaVu Sans",Verdana,sans-serif;fill:#5b6270}',
  '.title{font-size:13px;font-weight:600;fill:#24292f}',
  '.number{font-size:28px;font-weight:600}',
  '.background{fill:#f4f5f7}.panel{fill:#fff;stroke:#dfe2e7}.grid{stroke:#e8eaee}',
  '@media(prefers-color-scheme:dark){text{fill:#a5abb8}.title{fill:#e6e9ef}',
  '.background{fill:#0d1117}.panel{fill:#161b22;stroke:#2c323c}.grid{stroke:#272d37}}',
);

async function drawPanel(panel: Panel, span: Span, ask: Ask): Promise<string> {
  const { x, y, w, h } = panel.gridPos;
  const box = { width: w * COLUMN - GAP, height: h * ROW - GAP };
  const transform = `translate(${x * COLUMN + GAP} ${y * ROW + GAP})`;
  if (panel.type === 'row') return element('g', { transform }, text(panel.title, 0, 20, TITLE));
  const series = (await Promise.all(panel.targets.map(ask))).flat();
  const content =
    panel.type === 'stat' ? drawStat(panel, series, box) : drawTimeSeries(panel, series, box, span);
  return element(
    'g',
    { transform },
    element('rect', { ...box, rx: 3, class: 'panel' }),
    text(panel.title, 12, 20, TITLE),
    content,
  );
}

const TITLE = { class: 'title' };
