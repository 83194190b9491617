import type { Warning } from '../admission/list-warnings.ts';
import { Reason } from '../admission/reason.ts';
import { boundMessage } from '../bounds/bound-message.ts';
import { MAX_MESSAGE_LENGTH } from '../bounds/bounds.ts';
import type { FoundObject, Path } from '../yaml/kubernetes-object.ts';
import type { Problem } from '../yaml/problem.ts';

/** Something that is wrong with an input (error), or unwise (warning). */
export interface Finding extends Problem {
  readonly severity: 'error' | 'warning';
  /** A word that stays the same; docs/checks.md has them all. */
  readonly code: FindingCode;
  /** `StatefulSet default/web`; undefined for what is no object. */
  readonly object?: string;
}

export const FindingCode = {
  invalidInput: 'invalid-input',
  invalidName: Reason.invalidName,
  noOrdinal: Reason.noOrdinal,
  leftOverStatus: Reason.leftOverStatus,
  invalidAnnotation: Reason.invalidAnnotation,
  conflict: Reason.conflict,
  missingConfigMap: 'missing-configmap',
  missingSecret: 'missing-secret',
  missingKey: 'missing-key',
  orphan: 'orphan',
  tooLarge: Reason.tooLarge,
  subPath: 'sub-path',
  readOnly: 'read-only',
  copyingInitContainer: 'copying-init-container',
  scaling: 'scaling',
  partition: 'partition',
  inPlace: 'in-place',
  noExpression: 'no-expression',
  clusterDomain: 'cluster-domain',
  unknownContainer: 'unknown-container',
  notMounted: 'not-mounted',
  noEffect: 'no-effect',
  unknownField: 'unknown-field',
  emptyPatch: 'empty-patch',
  mergedElements: 'merged-elements',
  nothingChecked: 'nothing-checked',
  notAllChecked: 'not-all-checked',
  collidingFiles: 'colliding-files',
  nestedMount: 'nested-mount',
  tokenPath: 'token-path',
  unreadable: 'unreadable',
  rootFolder: 'root-folder',
  windowsPath: 'windows-path',
  yamlChanged: 'yaml-changed',
  newerField: 'newer-field',
  unusedVariable: 'unused-variable',
  alwaysLeftOut: 'always-left-out',
  fluxSubstitution: 'flux-substitution',
  replacedExpression: 'replaced-expression',
  kyvernoReference: 'kyverno-reference',
  readOtherwise: 'read-otherwise',
} as const;

/** Whatever else a pod is denied for is its reason. */
export type FindingCode = (typeof FindingCode)[keyof typeof FindingCode] | Warning['code'] | Reason;

/** A finding about a part of an object. */
export function findingAt(
  found: FoundObject,
  severity: Finding['severity'],
  code: FindingCode,
  message: string,
  path: Path = [],
  offset?: number,
): Finding {
  const { kind, metadata } = found.object;
  return {
    severity,
    code,
    file: found.file,
    ...found.locate(path, offset),
    object: `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`,
    message: boundMessage(message, MAX_MESSAGE_LENGTH),
  };
}
