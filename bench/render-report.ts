import { cpus } from 'node:os';
import { type Cell, renderTable } from '../src/cli/render-table.ts';
import type { Terminal } from '../src/cli/terminal.ts';
import type { Comparison } from './compare.ts';
import type { WorstAdmission } from './measure-worst.ts';
import { judge, type Report, type Target } from './report.ts';

/** The report for a person: tables of ratios, and what of it misses its target. */
export function renderReport(report: Report, terminal: Terminal): string {
  const { sizes, extras, plain, worst, memory } = report;
  const table = (title: string, rows: readonly Comparison[]) =>
    `${title}\n\n${renderTable(HEAD, rows.map(renderComparison), terminal)}`;
  const targets = renderTable(['TARGET', '', 'MEASURED', ''], judge(report).map(renderTarget), terminal);
  return [
    `Node.js ${process.versions.node} on ${cpus().length} x ${cpus()[0]?.model ?? 'an unknown CPU'}\n`,
    table('The webhook, as a ratio to a bare node:https server', sizes),
    table('With more to do, to the bare server with a typical review', extras),
    table('For scale: a plain fastify handler, to the bare server', plain),
    `Worst admission: each hostile review beside small ones of others\n\n${renderTable(WORST_HEAD, worst.map(renderWorst), terminal)}`,
    `Memory after the load: ${round(memory.webhook.now)} MB, ${round(memory.webhook.most)} MB at most; ` +
      `the bare server ${round(memory.bare.now)} MB, ${round(memory.bare.most)} MB at most\n`,
    targets,
  ].join('\n');
}

const HEAD = [
  'REVIEW',
  'IN FLIGHT',
  'CPU',
  'THROUGHPUT',
  'P50',
  'P99',
  'CPU, µs',
  'BARE',
  'REQUESTS/S',
  'BARE',
];

function renderComparison({ name, inFlight, ratios, measured, bare }: Comparison): Cell[] {
  return [
    name,
    String(inFlight),
    ...[ratios.cpu, ratios.throughput, ratios.p50, ratios.p99].map(ratio => ratio.toFixed(2)),
    ...[measured.cpu, bare.cpu, measured.throughput, bare.throughput].map(round),
  ];
}

const WORST_HEAD = ['REVIEW', 'ANSWER', 'OTHERS WAIT, ms', 'TAKES, ms', 'MEMORY, MB', 'BYTES OUT'];

function renderWorst({ name, answer, blocked, took, memory, bytes }: WorstAdmission): Cell[] {
  return [name, answer, ...[blocked, took, memory, bytes].map(round)];
}

function renderTarget({ what, limit, measured, isMet }: Target): Cell[] {
  const verdict: Cell = isMet ? { text: 'met', style: 'green' } : { text: 'missed', style: 'red' };
  return [what, limit, measured.toFixed(2), verdict];
}

function round(value: number): string {
  return value.toFixed(0);
}
