import type { Decision } from '../admission/decision.ts';
import type { LeftOut } from '../annotation/pod-configuration.ts';
import { listNames } from '../bounds/list-names.ts';
import { shortLine } from '../bounds/quote-text.ts';

/** Elements of the annotation that a pod that is created now does not get. */
export function listLeftOut(decision: Decision): readonly LeftOut[] {
  return decision.outcome === 'mount' ? decision.configuration.leftOut : [];
}

/** Why a pod has nothing of an element of the annotation; a sentence. */
export function describeLeftOut({ where, when }: LeftOut, ordinal: number): string {
  return `${shortLine(where)} is left out: ${describeCondition(when)} for ordinal ${ordinal}`;
}

/** The same for all pods of a StatefulSet, with a sentence for each element. */
export function summarizeLeftOut(
  pods: readonly { readonly name: string; readonly leftOut: readonly LeftOut[] }[],
): string[] {
  const all = pods.flatMap(({ name, leftOut }) => leftOut.map(element => ({ name, element })));
  const alike = Map.groupBy(all, ({ element: { where, when } }) => JSON.stringify([where, when]));
  return [...alike.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const { where, when } = first.element;
    const names = listNames(group.map(({ name }) => name));
    // The last entry of a list that the status has no more room for.
    if (when === '') return [`${shortLine(where)} are left out of ${names}`];
    return [`${shortLine(where)} is left out of ${names}: ${describeCondition(when)} there`];
  });
}

/** YAML's own `false` is no expression. */
function describeCondition(when: string): string {
  return when.trim() === 'false' ? 'its when is false' : `${shortLine(when.trim())} is false`;
}
