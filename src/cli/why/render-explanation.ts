import { MAX_NAMES_LISTED } from '../../bounds/bounds.ts';
import { shortLine } from '../../bounds/quote-text.ts';
import type { Explanation } from '../../status/explanation.ts';
import type { Verdict } from '../../status/find-verdict.ts';
import type { PodMount } from '../../status/list-mounts.ts';
import { describeField } from '../../status/patched/describe-field.ts';
import type { PatchedField } from '../../status/patched/list-patched.ts';
import type { PodReport } from '../../status/report-pod.ts';
import { escapeTexts } from '../escape-texts.ts';
import { renderProblem } from '../status/render-problem.ts';
import type { Terminal } from '../terminal.ts';

/** The decision for a person: the steps that lead to it, itself, and what the pod is now. */
export function renderExplanation(explanation: Explanation, terminal: Terminal): string {
  const escaped = escapeTexts(explanation);
  const { namespace, pod, verdict, now, notes } = escaped;
  const { label, colour, condition = NOW, gets = 'would get' } = ANSWERS[verdict.result];
  const isOpen = verdict.result === 'configured' && escaped.called === null;
  const steps = [
    ...describeCall(escaped),
    ...escaped.decision.steps,
    ...describePatched(explanation.decision.patched).map(text => `it ${gets} ${text}`),
    ...escaped.decision.mounts.map(mount => `it ${gets} ${describeMount(mount)}`),
  ];
  return [
    `${terminal.style('bold', `pod ${namespace}/${pod}, ${isOpen ? CALLED : condition}:`)}\n`,
    ...steps.map((step, index) => `${String(index + 1).padStart(3)}. ${step}\n`),
    `${terminal.style(colour, `${label}: ${indent(verdict.message)}`)}\n`,
    ...(now === null ? [] : renderNow(now, terminal)),
    ...notes.map(note => terminal.style('dim', `note: ${note}\n`)),
  ].join('');
}

const NOW = 'if it is created now';

/** Files tell nothing of that, and not everybody may look. */
const CALLED = `${NOW}, and the webhook is called for it`;

/** Another webhook may have written it, and its lines must not pass for ours. */
function indent(message: string): string {
  return message.replaceAll('\n', '\n  ');
}

function describeCall({ called, obstacle, namespace }: Explanation): string[] {
  if (called === false && obstacle !== null) return [obstacle];
  return called ? [`the webhook is called for it, by its labels and those of namespace ${namespace}`] : [];
}

function describePatched(patched: readonly PatchedField[]): string[] {
  const shown = patched.slice(0, MAX_NAMES_LISTED);
  const more = patched.length - shown.length;
  return [
    ...shown.map(({ field, value }) =>
      value === null ? `no ${shortLine(field)}` : describeField(field, value),
    ),
    ...(more === 0 ? [] : [`${more} more fields by its patches`]),
  ];
}

function describeMount({ kind, names, path, containers }: PodMount): string {
  const place = path === null ? 'in the environment' : `at ${path}`;
  const where = containers.length === 0 ? 'in no container yet' : `in ${containers.join(', ')}`;
  return `${kind} ${names.join(', ')} ${place}, ${where}`;
}

interface Answer {
  readonly label: string;
  readonly colour: 'green' | 'yellow' | 'red';
  readonly condition?: string;
  readonly gets?: string;
}

const ANSWERS: Readonly<Record<Verdict['result'], Answer>> = {
  configured: { label: 'configured', colour: 'green', gets: 'gets' },
  unconfigured: { label: 'not configured', colour: 'red' },
  unchanged: { label: 'left as it is', colour: 'yellow' },
  open: { label: 'cannot tell', colour: 'yellow' },
  denied: { label: 'denied', colour: 'red' },
  refused: { label: 'not created', colour: 'red' },
  absent: { label: 'not created', colour: 'yellow', condition: 'if its StatefulSet had it' },
};

function renderNow({ state, configuration, problems, notes }: PodReport, terminal: Terminal): string[] {
  const match = configuration === null ? '' : `, ${MATCHES[configuration]}`;
  return [
    `\n${terminal.style('bold', `now: ${state}${match}`)}\n`,
    ...problems.map(problem => renderProblem(`it ${problem}`, terminal)),
    ...notes.map(note => terminal.style('dim', `note: it ${note}\n`)),
  ];
}

const MATCHES = {
  current: 'with just that',
  outdated: 'with something else',
  unconfigured: 'without its configuration',
  unknown: 'perhaps with something else',
} as const;
