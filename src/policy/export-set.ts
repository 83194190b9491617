import type { FoundAnnotation } from '../admission/find-annotation.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { parseAnnotation } from '../annotation/parse-annotation.ts';
import { checkLabel, checkObjectName } from '../annotation/value-checks.ts';
import { MAX_POLICY_EXPRESSION } from '../bounds/bounds.ts';
import { findRefusals } from './find-refusals.ts';
import { findUnsupported } from './find-unsupported.ts';
import { makePolicies } from './make-policies.ts';
import type { Selector } from './match-pods.ts';
import type { Refusal } from './refusal.ts';

/** A StatefulSet with its annotation, and what else its policies depend on. */
export interface ExportRequest {
  readonly set: StatefulSetObject;
  readonly namespace: string;
  readonly annotation: FoundAnnotation;
  readonly selector: Selector;
  /** Whether the policies may read the StatefulSet. */
  readonly params: boolean;
}

/** The policies for the pods of a StatefulSet, or why there can be none. */
export type Exported = { readonly objects: readonly object[] } | { readonly refusals: readonly Refusal[] };

/** @throws AnnotationError */
export function exportSet({
  set,
  namespace,
  annotation: { text, path },
  selector,
  params,
}: ExportRequest): Exported {
  const annotation = parseAnnotation(text);
  const onTemplate = path[0] === 'spec';
  const refusals = [
    ...findBadNames(set.metadata.name, namespace),
    ...findRefusals(annotation, set, { onTemplate, params }),
    ...findUnsupported(annotation, text),
  ];
  if (refusals.length > 0) return { refusals };
  const target = { apiVersion: set.apiVersion, name: set.metadata.name, namespace, selector };
  const objects = makePolicies({ target, annotation, text, onTemplate });
  const longest = Math.max(...listTexts(objects).map(expression => expression.length));
  return longest > MAX_POLICY_EXPRESSION ? { refusals: [tooLarge(longest)] } : { objects };
}

/** The API server takes neither: there will be no pods, and no object could be named so. */
function findBadNames(name: string, namespace: string): Refusal[] {
  const complaints = [checkObjectName(name), checkLabel(namespace)].filter(
    complaint => complaint !== undefined,
  );
  return complaints.map(message => ({ code: 'denied', message }));
}

function tooLarge(length: number): Refusal {
  return {
    code: 'too-large',
    message: `an expression of the policy would have ${length} characters, of which the API server takes at most ${MAX_POLICY_EXPRESSION}: use fewer volumes and variables, and put large files into ConfigMaps`,
  };
}

function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(listTexts) : [];
}
