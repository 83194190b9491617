import type { JsonObject } from '../json.ts';
import { checkContainer, checkPodSpec } from './check-names.ts';
import { checkOneOf } from './check-one-of.ts';
import { checkAffinityTerm, checkNodeSelector, checkRequirement } from './check-requirements.ts';
import { checkResources } from './check-resources.ts';
import { checkToleration } from './check-toleration.ts';
import type { Complaint } from './complaint.ts';

/** What the API server refuses of fields that do not go together. */
export function checkObject(type: string, object: JsonObject, path: string): readonly Complaint[] {
  return [...checkOneOf(type, object, path), ...(OBJECT_CHECKS.get(type)?.(object, path) ?? [])];
}

const OBJECT_CHECKS: ReadonlyMap<string, (object: JsonObject, path: string) => readonly Complaint[]> =
  new Map([
    ['Container', checkContainer],
    ['LabelSelectorRequirement', checkRequirement],
    ['NodeSelector', checkNodeSelector],
    ['NodeSelectorRequirement', checkRequirement],
    ['PodAffinityTerm', checkAffinityTerm],
    ['PodSpec', checkPodSpec],
    ['ResourceRequirements', checkResources],
    ['Toleration', checkToleration],
  ]);
