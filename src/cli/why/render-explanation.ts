import type { DecisionReport } from '../../status/explain-decision.ts';
import type { Explanation } from '../../status/explanation.ts';
import type { PodMount } from '../../status/list-mounts.ts';
import type { PodReport } from '../../status/report-pod.ts';
import { escapeTexts } from '../escape-texts.ts';
import { renderProblem } from '../status/render-problem.ts';
import type { Terminal } from '../terminal.ts';

/** The decision for a person: the steps that lead to it, itself, and what the pod is now. */
export function renderExplanation(explanation: Explanation, terminal: Terminal): string {
  const { namespace, pod, called, decision, now, notes } = escapeTexts(explanation);
  const steps = [
    ...describeCall(called, namespace),
    ...decision.steps,
    ...decision.mounts.map(describeMount),
  ];
  return [
    `${terminal.style('bold', `pod ${namespace}/${pod}, if it is created now:`)}\n`,
    ...steps.map((step, index) => `${String(index + 1).padStart(3)}. ${step}\n`),
    `${terminal.style(COLOURS[decision.outcome], describeAnswer(decision))}\n`,
    ...(now === null ? [] : renderNow(now, terminal)),
    ...notes.map(note => terminal.style('dim', `note: ${note}\n`)),
  ].join('');
}

function describeCall(called: boolean | null, namespace: string): string[] {
  if (called === null) return [];
  const not = called ? '' : 'not ';
  return [`the webhook is ${not}called for it, by its labels and those of namespace ${namespace}`];
}

function describeMount({ kind, names, path, containers }: PodMount): string {
  const place = path === null ? 'in the environment' : `at ${path}`;
  return `it gets ${kind} ${names.join(', ')} ${place}, in ${containers.join(', ')}`;
}

const COLOURS = { mount: 'green', allow: 'yellow', deny: 'red' } as const;

const ANSWERS = { mount: 'configured', allow: 'left as it is', deny: 'denied' } as const;

function describeAnswer({ outcome, reason, message }: DecisionReport): string {
  return `${ANSWERS[outcome]}: ${reason}: ${message}`;
}

function renderNow({ state, configuration, problems }: PodReport, terminal: Terminal): string[] {
  const match = configuration === null ? '' : `, ${MATCHES[configuration]}`;
  return [
    `\n${terminal.style('bold', `now: ${state}${match}`)}\n`,
    ...problems.map(problem => renderProblem(`it ${problem}`, terminal)),
  ];
}

const MATCHES = {
  current: 'with just that',
  outdated: 'with something else',
  unconfigured: 'without its configuration',
  unknown: 'perhaps with something else',
} as const;
