import { makePod } from '../../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../../src/admission/statefulset.ts';
import { ANNOTATION_KEY } from '../../../src/annotation/annotation.ts';

/** A StatefulSet that is exported as a policy, and its pods. Every case has a set of another name. */
export interface PolicyCase {
  readonly title: string;
  readonly exported: StatefulSetObject;
  /** What pods are made of: the same set, maybe as its template is at other times. */
  readonly sets: readonly StatefulSetObject[];
  readonly ordinals: readonly number[];
  /** What the webhook does with its pods. */
  readonly expected: 'configured' | 'denied';
}

/** Names a set, and puts the annotation where it is to stand, and nowhere else. */
export function annotate(
  { metadata, spec }: Pick<StatefulSetObject, 'metadata' | 'spec'>,
  name: string,
  annotation: string,
  place: 'template' | 'set',
): StatefulSetObject {
  const { template } = spec;
  const [onSet, onTemplate] = [metadata, template.metadata].map(owner => {
    const { [ANNOTATION_KEY]: _, ...others } = owner?.annotations ?? {};
    return others;
  });
  const added = { [ANNOTATION_KEY]: annotation };
  const templateAnnotations = place === 'set' ? onTemplate : { ...onTemplate, ...added };
  return {
    apiVersion: 'apps/v1',
    ...{ kind: 'StatefulSet' },
    metadata: { ...metadata, annotations: place === 'set' ? { ...onSet, ...added } : { ...onSet }, name },
    spec: {
      ...spec,
      template: { ...template, metadata: { ...template.metadata, annotations: { ...templateAnnotations } } },
    },
  };
}

/** The pods of a case, as the StatefulSet controller sends them. */
export function makePods({ sets, ordinals }: Pick<PolicyCase, 'sets' | 'ordinals'>, uid = UID): object[] {
  const owners = sets.map(set => ({ ...set, metadata: { ...set.metadata, uid } }));
  return owners.flatMap(owner => ordinals.map(ordinal => makePod(owner, ordinal)));
}

/** The API server asks only that there is one. */
const UID = '00000000-0000-4000-8000-000000000000';
