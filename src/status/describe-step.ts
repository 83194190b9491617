import type { Step } from '../admission/step.ts';
import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { hashAnnotation } from '../annotation/hash-annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';

/** A step to a decision as a sentence about the pod. */
export function describeStep(step: Step): string {
  switch (step.step) {
    case 'creation':
      return 'a pod is being created, and it is no mirror pod';
    case 'owner':
      return `its controller owner is StatefulSet ${shortLine(step.owner.name)} (${step.owner.apiVersion})`;
    case 'annotation':
      return `annotation ${ANNOTATION_KEY} on the ${PLACES[step.on]}: ${describeText(step.text)}`;
    case 'ordinal':
      return `its ordinal is ${step.ordinal}, from its name`;
    case 'parsed':
      return `the annotation can be read${describeVariables(step.variables)}`;
  }
}

const PLACES = { template: 'pod template', StatefulSet: 'StatefulSet' } as const;

/** A long one has its place in the manifest; the hash is that of the status annotation. */
function describeText(text: string): string {
  const trimmed = text.trim();
  const hash = `hash ${hashAnnotation(text)}`;
  if (!trimmed.includes('\n') && trimmed.length <= 60) return `${shortLine(trimmed)} (${hash})`;
  const lines = trimmed.split('\n').length;
  return `${lines} ${lines === 1 ? 'line' : 'lines'} (${hash})`;
}

function describeVariables(variables: readonly string[]): string {
  return variables.length === 0 ? '' : `; its expressions use ${variables.toSorted().join(', ')}`;
}
