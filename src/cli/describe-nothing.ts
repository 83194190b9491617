import { MAX_REASON_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Unrendered } from '../cluster/find-unrendered.ts';
import { findNoEffect } from '../lint/find-no-effect.ts';
import type { Finding } from '../lint/finding.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { CliContext } from './context.ts';
import type { Inputs } from './read-inputs.ts';

/** Why there is no pod among the inputs that would be configured: a sentence, with what to do where the inputs show it. */
export function describeNothing(inputs: Inputs, command: string): string {
  return [describeSets(inputs.sets), ...listHints(inputs, command)].join('; ');
}

/** What somebody may have wanted instead, the first few. */
export function listHints(
  { objects, sets, unrendered }: Pick<Inputs, 'objects' | 'sets' | 'unrendered'>,
  command: string,
): string[] {
  const written = findNoEffect(objects, sets).map(({ object, message }) =>
    cutText(`${object}: ${message}`, MAX_REASON_LENGTH),
  );
  return [...written, ...unrendered.map(one => describeUnrendered(one, command))].slice(0, MAX_HINTS);
}

const MAX_HINTS = 3;

function describeSets(sets: readonly FoundSet[]): string {
  if (sets.length === 0) return 'expected a StatefulSet among the inputs, got none';
  const names = sets.map(({ set, namespace }) => `${shortLine(namespace)}/${shortLine(set.metadata.name)}`);
  return `expected a StatefulSet with the annotation per-pod-config, got ${listNames(names)} without`;
}

/**
 * The files of a chart are passed over, or are no YAML. Those beside a kustomization are checked as they are: that is worth a
 * word if something is amiss with them.
 */
export function tellUnrendered(
  { unrendered }: Inputs,
  found: readonly Finding[],
  { stderr }: CliContext,
): void {
  const isAmiss = found.some(({ code }) => code === 'invalid-input' || code.startsWith('missing-'));
  for (const one of unrendered.filter(({ tool }) => tool === 'helm' || isAmiss))
    stderr.write(`note: ${describeUnrendered(one, 'lint')}\n`);
}

/** How to have it rendered. */
function describeUnrendered({ tool, folder }: Unrendered, command: string): string {
  const name = shortLine(folder);
  return tool === 'helm'
    ? `${name} is a Helm chart: helm template ${name} | per-pod-config ${command} -`
    : `${name} is a kustomization: kubectl kustomize ${name} | per-pod-config ${command} -`;
}
