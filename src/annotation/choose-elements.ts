import type { Annotation, Conditional, VolumeRequest } from './annotation.ts';
import { type BoundedPod, evaluateField } from './field.ts';
import { listFields } from './list-fields.ts';
import type { PodBounds } from './pod-bounds.ts';
import type { LeftOut } from './pod-configuration.ts';

/** The elements of an annotation that exist for one pod. */
export interface Chosen extends Pick<Annotation, 'volumes' | 'env' | 'envFrom' | 'patches'> {
  readonly leftOut: readonly LeftOut[];
}

/** Leaves out those whose condition gives false, and bounds the texts of the others. Of those whose condition has no value, the mistake goes to the pod's. */
export function chooseElements(annotation: Annotation, pod: BoundedPod, bounds: PodBounds): Chosen {
  if (annotation.conditions.length === 0) {
    bounds.bound(annotation.contents);
    const { volumes, env, envFrom, patches } = annotation;
    return { volumes, env, envFrom, patches, leftOut: [] };
  }
  bounds.bound(annotation.conditions);
  const leftOut: LeftOut[] = [];
  const choose = <T extends Conditional>(
    elements: readonly T[],
    whereOf: (element: T, index: number) => string,
  ) =>
    elements.filter((element, index) => {
      const { when } = element;
      if (when === undefined || evaluateField(when, pod) !== false) return true;
      leftOut.push({ where: whereOf(element, index), when: when.template.source });
      return false;
    });
  const chooseSources = (volume: VolumeRequest): VolumeRequest => {
    const { where, source } = volume;
    if (source.kind !== 'projected') return volume;
    const sources = choose(source.sources, (_, index) => `${where}.sources[${index}]`);
    return { ...volume, source: { ...source, sources } };
  };
  const chosen = {
    volumes: choose(annotation.volumes, whereOf).map(chooseSources),
    env: choose(annotation.env, whereOf),
    envFrom: choose(annotation.envFrom, whereOf),
    patches: choose(annotation.patches, whereOf),
    leftOut,
  };
  bounds.bound(listFields(chosen));
  return chosen;
}

function whereOf({ where }: { readonly where: string }): string {
  return where;
}
