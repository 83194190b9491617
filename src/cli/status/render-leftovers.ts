import type { LeftoverReport, LeftoversReport } from '../../status/report-leftovers.ts';
import { type Cell, renderTable } from '../render-table.ts';
import type { Terminal } from '../terminal.ts';
import { renderProblem } from './render-problem.ts';

/** Pods with a configuration that no annotation asks for, what they have, and what becomes of them. */
export function renderLeftovers({ pods, problems }: LeftoversReport, terminal: Terminal): string {
  return [
    `${terminal.style('bold', 'Left over: pods with a configuration that no annotation asks for any more')}\n`,
    renderTable(HEAD, pods.flatMap(listRows), terminal),
    ...problems.map(problem => renderProblem(problem, terminal)),
  ].join('');
}

const HEAD = ['POD', 'CONTROLLER', 'STATE', 'WHAT', 'WHERE'];

function listRows({ namespace, name, state, owner, mounts }: LeftoverReport): Cell[][] {
  const pod = [`${namespace}/${name}`, owner ?? '-', state];
  if (mounts.length === 0) return [[...pod, '?', '?']];
  return mounts.map(({ kind, names, path }, index) => [
    ...(index === 0 ? pod : ['', '', '']),
    `${kind} ${names.join(', ')}`,
    path ?? 'environment',
  ]);
}
