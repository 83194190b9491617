import { isKruiseApi } from '../admission/owner.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { systemOf } from '../admission/system-of.ts';
import type { Annotation } from '../annotation/annotation.ts';
import { findForeignCode } from './find-foreign-code.ts';
import type { Refusal } from './refusal.ts';
import { NEED_SET } from './variable-codes.ts';

/** Where an annotation stands, and whether the policy may read the StatefulSet. */
export interface Reach {
  readonly onTemplate: boolean;
  readonly params: boolean;
}

/** Everything that a policy cannot do of what an annotation asks for. */
export function findRefusals(annotation: Annotation, set: StatefulSetObject, reach: Reach): Refusal[] {
  return [
    ...findReach(annotation, set, reach),
    ...findForeignCode(annotation),
    ...(systemOf(set.spec.template.spec) === 'windows' ? [WINDOWS] : []),
  ];
}

const WINDOWS: Refusal = {
  code: 'windows',
  message: 'CEL cannot compare paths of Windows: use the webhook for its pods',
};

function findReach(
  { uses }: Annotation,
  { apiVersion }: StatefulSetObject,
  { onTemplate, params }: Reach,
): Refusal[] {
  const used = NEED_SET.filter(name => uses.has(name));
  if (onTemplate && used.length === 0) return [];
  if (params) return isKruiseApi(apiVersion) && used.length > 0 ? [KRUISE] : [];
  return [
    ...(onTemplate ? [] : [ON_STATEFULSET]),
    ...(used.length === 0
      ? []
      : [
          {
            code: 'needs-params',
            message: `the annotation uses ${used.join(', ')}, which only the StatefulSet tells: ${PARAMS}`,
          } as const,
        ]),
  ];
}

const PARAMS = 'let the policy read the StatefulSet with --params';

const ON_STATEFULSET: Refusal = {
  code: 'on-statefulset',
  message: `the annotation is on the StatefulSet, which a policy for pods does not see: put it into spec.template.metadata.annotations, or ${PARAMS}`,
};

const KRUISE: Refusal = {
  code: 'openkruise',
  message:
    "the ordinals of OpenKruise's StatefulSets have gaps that CEL cannot count: use the webhook, or no index, replicas, and peers",
};
