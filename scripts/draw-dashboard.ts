// Draws docs/dashboard.svg: the panels of the dashboard, with what a Prometheus that scrapes per-pod-config has. It is a
// drawing, and not Grafana's; it is for docs/monitoring.md, and to look at a change of the dashboard.
//
//   node scripts/draw-dashboard.ts http://localhost:9090 --minutes 15 [--end 2026-11-24T23:00:00Z]
//
// Prometheus should scrape every 15 seconds or more often, with the labels that the ServiceMonitor gives.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { askPrometheus } from './dashboard/ask-prometheus.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { drawDashboard } from './dashboard/draw-dashboard.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '15' }, end: { type: 'string' } },
});
const [url] = positionals;
if (url === undefined) throw new Error('expected the URL of a Prometheus, for example http://localhost:9090');
const end = values.end === undefined ? Date.now() : Date.parse(values.end);
const span = { start: end / 1_000 - Number(values.minutes) * 60, end: end / 1_000 };

const file = (path: string) => new URL(`../${path}`, import.meta.url);
const text = readFileSync(file('manifests/observability/dashboard.json'), 'utf8');
const drawing = await drawDashboard(JSON.parse(text) as Dashboard, span, askPrometheus(url, span));
writeFileSync(file('docs/dashboard.svg'), drawing);
