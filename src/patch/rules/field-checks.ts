import { elementPath, fieldPath } from '../field-path.ts';
import { isObject } from '../json.ts';
import { checkContainerResource, checkNotNegative } from './check-amount.ts';
import type { Complaint } from './complaint.ts';
import {
  checkAnnotationKey,
  checkDnsLabel,
  checkFinalizer,
  checkImage,
  checkLabelKey,
  checkLabelValue,
  checkNoParent,
  checkPortName,
  checkQualifiedName,
  checkVariableName,
} from './names.ts';

type FieldCheck = (value: unknown, path: string) => Iterable<Complaint>;
type TextCheck = (text: string) => string | undefined;

/** By the type and the field that they are for. */
export const FIELD_CHECKS: ReadonlyMap<string, FieldCheck> = new Map([
  ['Container.image', text(checkImage)],
  ['Container.name', text(checkDnsLabel)],
  ['ContainerPort.name', text(checkPortName)],
  ['EmptyDirVolumeSource.sizeLimit', text(checkNotNegative)],
  ['EnvVar.name', text(checkVariableName)],
  ['HostPathVolumeSource.path', text(checkNoParent)],
  ['KeyToPath.path', text(checkNoParent)],
  ['LabelSelector.matchLabels', entries(checkLabelKey, checkLabelValue)],
  ['ObjectMeta.annotations', entries(checkAnnotationKey)],
  ['ObjectMeta.finalizers', items(checkFinalizer)],
  ['ObjectMeta.labels', entries(checkLabelKey, checkLabelValue)],
  ['PodReadinessGate.conditionType', text(checkQualifiedName)],
  ['PodSchedulingGate.name', text(checkQualifiedName)],
  ['PodSpec.nodeSelector', entries(checkLabelKey, checkLabelValue)],
  ['ResourceRequirements.limits', entries(checkContainerResource, checkNotNegative)],
  ['ResourceRequirements.requests', entries(checkContainerResource, checkNotNegative)],
  ['TopologySpreadConstraint.topologyKey', text(checkLabelKey)],
  ['Volume.name', text(checkDnsLabel)],
  ['VolumeMount.subPath', text(checkNoParent)],
  ['VolumeMount.subPathExpr', text(checkNoParent)],
]);

function text(check: TextCheck): FieldCheck {
  return (value, path) => {
    const message = check(String(value));
    return message === undefined ? [] : [{ path, message }];
  };
}

function items(check: TextCheck): FieldCheck {
  return function* checkItems(value, path) {
    for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
      yield* text(check)(item, elementPath(path, index));
    }
  };
}

function entries(checkKey: TextCheck, checkMember: TextCheck = () => undefined): FieldCheck {
  return function* checkEntries(value, path) {
    for (const [key, member] of Object.entries(isObject(value) ? value : {})) {
      const where = fieldPath(path, key);
      yield* text(checkKey)(key, where);
      yield* text(checkMember)(member, where);
    }
  };
}
