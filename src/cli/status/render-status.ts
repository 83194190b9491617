import { summarizeLeftOut } from '../../status/describe-left-out.ts';
import type { MountReport } from '../../status/pod-facts.ts';
import type { PodReport } from '../../status/report-pod.ts';
import type { SetReport } from '../../status/report-set.ts';
import type { StatusReport } from '../../status/report-status.ts';
import { escapeTexts } from '../escape-texts.ts';
import { type Cell, renderTable } from '../render-table.ts';
import type { Terminal } from '../terminal.ts';
import { renderLeftovers } from './render-leftovers.ts';
import { renderProblem } from './render-problem.ts';
import { renderWebhook } from './render-webhook.ts';

/** The status for a person: each StatefulSet with its pods, then the webhook, then what could not be told. */
export function renderStatus(report: StatusReport, terminal: Terminal): string {
  const { statefulSets, leftovers, webhook, errors, notes } = escapeTexts(report);
  return [
    ...statefulSets.map(set => renderSet(set, terminal)),
    ...(errors.length === 0 ? [] : [errors.map(error => renderProblem(error, terminal)).join('')]),
    ...(leftovers.pods.length === 0 ? [] : [renderLeftovers(leftovers, terminal)]),
    renderWebhook(webhook, terminal),
    ...(notes.length === 0 ? [] : [notes.map(note => terminal.style('dim', `note: ${note}\n`)).join('')]),
  ].join('\n');
}

function renderSet(set: SetReport, terminal: Terminal): string {
  const { namespace, name, replicas, annotationOn, pods, problems } = set;
  const place = annotationOn === 'template' ? 'the pod template' : 'the StatefulSet';
  const title = `StatefulSet ${namespace}/${name}: ${countReplicas(replicas)}, annotation on ${place}`;
  return [
    `${terminal.style('bold', title)}\n`,
    ...(pods.length === 0 ? [] : [renderTable(HEAD, pods.flatMap(listRows), terminal)]),
    ...problems.map(problem => renderProblem(problem, terminal)),
    ...pods.flatMap(pod => pod.problems.map(problem => renderProblem(`${pod.name} ${problem}`, terminal))),
    ...pods.flatMap(pod => pod.notes.map(note => terminal.style('dim', `note: ${pod.name} ${note}\n`))),
    ...summarizeLeftOut(pods).map(text => terminal.style('dim', `note: ${text}\n`)),
  ].join('');
}

function countReplicas(replicas: number): string {
  return replicas === 1 ? '1 replica' : `${replicas} replicas`;
}

const HEAD = ['POD', 'ORDINAL', 'STATE', 'MATCHES', 'WHAT', 'WHERE', 'EXISTS'];

function listRows(pod: PodReport): Cell[][] {
  const has = [...pod.mounts.map(describeMount), ...describePatched(pod.patched)];
  const rows = has.length === 0 ? [['-', '-', '-']] : has;
  return rows.map((cells, index) => [...(index === 0 ? describePod(pod) : ['', '', '', '']), ...cells]);
}

/** A few are enough to tell what it is about: `why` has all of them. */
function describePatched(patched: readonly string[]): Cell[][] {
  if (patched.length === 0) return [];
  const more = patched.length - FIELDS_SHOWN;
  const text = patched.slice(0, FIELDS_SHOWN).join(', ');
  return [[`Fields ${text}${more > 0 ? ` and ${more} more` : ''}`, 'Pod', '-']];
}

const FIELDS_SHOWN = 3;

function describePod({ name, ordinal, state, configuration, recreate }: PodReport): Cell[] {
  return [
    name,
    String(ordinal),
    state === 'missing' ? { text: state, style: 'red' } : state,
    recreate ? { text: 're-create', style: 'yellow' } : MATCHES[configuration ?? 'absent'],
  ];
}

const MATCHES: Readonly<Record<NonNullable<PodReport['configuration']> | 'absent', Cell>> = {
  current: { text: 'yes', style: 'green' },
  outdated: { text: 'no', style: 'yellow' },
  unconfigured: { text: 'no', style: 'yellow' },
  unknown: '?',
  absent: '-',
};

function describeMount(mount: MountReport): Cell[] {
  const { kind, names, path } = mount;
  return [`${kind} ${names.join(', ')}`, path ?? 'environment', describeExistence(mount)];
}

function describeExistence({ kind, exists, optional }: MountReport): Cell {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return '-';
  if (exists === null) return '?';
  if (exists) return { text: 'yes', style: 'green' };
  return optional ? 'no (optional)' : { text: 'no', style: 'red' };
}
