import { isKruiseApi } from '../admission/owner.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { systemOf } from '../admission/system-of.ts';
import type { Annotation } from '../annotation/annotation.ts';
import { quoteText } from '../bounds/quote-text.ts';
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
    ...findReplaced(annotation, set),
    ...findForeignCode(annotation),
    ...(systemOf(set.spec.template.spec) === 'windows' ? [WINDOWS] : []),
  ];
}

const WINDOWS: Refusal = {
  code: 'windows',
  message: 'CEL cannot compare paths of Windows: use the webhook for its pods',
};

function findReach(
  { variables }: Annotation,
  { apiVersion }: StatefulSetObject,
  { onTemplate, params }: Reach,
): Refusal[] {
  const used = NEED_SET.filter(name => variables.has(name));
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

/** A volume of the pod is replaced only if it holds no data, which the webhook finds out. */
function findReplaced({ volumes }: Annotation, { spec }: StatefulSetObject): Refusal[] {
  const present = new Set([
    ...(spec.template.spec.volumes ?? []).map(({ name }) => name),
    ...(spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => name),
  ]);
  return volumes
    .filter(({ name, mountPath }) => mountPath === undefined || present.has(name))
    .map(({ where, name }) => ({
      code: 'replaces-volume',
      message: `${where}: a policy does not replace volume ${quoteText(name)} of the pod: take the volume and its mounts out of the pod template, and give a mountPath in the annotation`,
    }));
}
