import type { Annotation, Conditional, VolumeRequest } from '../annotation/annotation.ts';
import type { Field } from '../annotation/field.ts';
import { quoteText } from '../bounds/quote-text.ts';
import type { VariableName } from '../expression/pod-variables.ts';
import type { Warning } from './list-warnings.ts';
import type { StatefulSetObject } from './statefulset.ts';
import type { TriedPods } from './tried-pods.ts';

/**
 * Elements whose condition chooses among the pods, and chooses none of them. One that depends on anything else, such as the
 * namespace or a label, may well be meant to leave the element out of the whole set. Where `replicas` is not written, how many
 * pods there are is somebody else's to say.
 */
export function warnOfLeftOut(
  { spec: { replicas } }: StatefulSetObject,
  annotation: Annotation,
  tried: TriedPods,
): Warning[] {
  if (replicas === undefined || tried.count < replicas) return [];
  return listConditional(annotation)
    .filter(({ where, when }) => tried.areWithout(where) && choosesPods(when))
    .map(({ where, when }) => ({
      code: 'always-left-out',
      message: `${where}: no pod gets it, since ${quoteText(when.template.source)} is false for all ${replicas}: correct the condition, or scale up`,
      at: when.place.offsetAt(0),
    }));
}

function choosesPods({ template: { variables } }: Field): boolean {
  return variables.size > 0 && [...variables].every(name => OF_A_POD.has(name));
}

const OF_A_POD: ReadonlySet<VariableName> = new Set(['ordinal', 'index', 'pod', 'fqdn']);

interface ConditionalElement {
  /** As `leftOut` of a pod's configuration has it. */
  readonly where: string;
  readonly when: Field;
}

function listConditional({ volumes, env, envFrom, patches }: Annotation): ConditionalElement[] {
  const elements = [...volumes, ...volumes.flatMap(listSources), ...env, ...envFrom, ...patches];
  return elements.flatMap(({ where, when }) => (when === undefined ? [] : [{ where, when }]));
}

function listSources({ where, source }: VolumeRequest): (Conditional & { readonly where: string })[] {
  if (source.kind !== 'projected') return [];
  return source.sources.map(({ when }, index) => ({ where: `${where}.sources[${index}]`, when }));
}
