import type { JsonObject } from '../json.ts';
import { checkSleeps } from './check-hooks.ts';
import { checkMount } from './check-mount.ts';
import { checkContainer, checkPodSpec } from './check-names.ts';
import { checkDns, checkHostAlias } from './check-network.ts';
import { checkOneOf } from './check-one-of.ts';
import { checkProbes } from './check-probes.ts';
import { checkRequired } from './check-required.ts';
import { checkAffinityTerm, checkNodeSelector, checkRequirement } from './check-requirements.ts';
import { checkResources } from './check-resources.ts';
import { checkSeccomp, checkSecurityContext, checkSharedProcesses } from './check-security.ts';
import { checkToleration } from './check-toleration.ts';
import type { Complaint } from './complaint.ts';

/** What the API server refuses of fields that do not go together. */
export function checkObject(type: string, object: JsonObject, path: string): readonly Complaint[] {
  return [
    ...checkOneOf(type, object, path),
    ...checkRequired(type, object, path),
    ...(OBJECT_CHECKS.get(type) ?? []).flatMap(check => check(object, path)),
  ];
}

type ObjectCheck = (object: JsonObject, path: string) => readonly Complaint[];

const OBJECT_CHECKS: ReadonlyMap<string, readonly ObjectCheck[]> = new Map([
  ['Container', [checkContainer, checkProbes]],
  ['HostAlias', [checkHostAlias]],
  ['LabelSelectorRequirement', [checkRequirement]],
  ['NodeSelector', [checkNodeSelector]],
  ['NodeSelectorRequirement', [checkRequirement]],
  ['PodAffinityTerm', [checkAffinityTerm]],
  ['PodSpec', [checkPodSpec, checkDns, checkSharedProcesses, checkSleeps]],
  ['ResourceRequirements', [checkResources]],
  ['SeccompProfile', [checkSeccomp]],
  ['SecurityContext', [checkSecurityContext]],
  ['Toleration', [checkToleration]],
  ['VolumeMount', [checkMount]],
]);
