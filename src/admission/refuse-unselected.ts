import type { Annotation } from '../annotation/annotation.ts';
import { listPatchedLabels } from '../annotation/patches/list-patched-labels.ts';
import { mistakeAt } from '../annotation/place.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { cameWith } from './came-with.ts';
import type { Pod } from './pod.ts';
import { STATUS_ANNOTATION } from './status.ts';

/**
 * The StatefulSet controller gives up a pod that its selector does not select, and then cannot create it again, since one of that
 * name exists.
 *
 * @param selector the StatefulSet's, as far as it is known: it selects the pods of its template.
 * @throws AnnotationError when patches have changed a label by which the StatefulSet finds its pods.
 */
export function refuseUnselected(
  { metadata: { labels } }: Pod,
  { patches, ordinal }: PodConfiguration,
  selector: unknown,
): void {
  const [first] = patches;
  if (first === undefined) return;
  const unmet = listRequirements(selector).find(requirement => !isMet(requirement, labels ?? {}));
  if (unmet === undefined) return;
  const { key } = unmet;
  const { place } = patches.findLast(({ patch }) => speaksOf(patch, key)) ?? first;
  const got = Object.hasOwn(labels ?? {}, key) ? quoteText(labels?.[key] ?? '') : 'no such label';
  throw mistakeAt(place, `metadata.labels: ${describe(key, got)}`, ordinal);
}

/**
 * Whether the StatefulSet's selector must be known: a patch changes a label that the pod came with. Its template's labels are all that the
 * selector can be about, but for labels that it excludes.
 */
export function mayBeUnselected(pod: Pod, { patches }: Annotation): boolean {
  if (patches.length === 0) return false;
  const { labels, annotations } = pod.metadata;
  // An earlier call has looked, and its own labels are among the pod's.
  if (annotations?.[STATUS_ANNOTATION] !== undefined && !cameWith(pod, STATUS_ANNOTATION)) return false;
  const keys = listPatchedLabels(patches);
  return keys === undefined || keys.some(key => Object.hasOwn(labels ?? {}, key));
}

function describe(key: string, got: string): string {
  return `the StatefulSet finds its pods by label ${shortLine(key)}, and would give this one up: expected what its selector selects, got ${got}: use another label`;
}

function speaksOf(patch: object, label: string): boolean {
  const { metadata }: Record<string, unknown> = { ...patch };
  const { labels }: Record<string, unknown> = { ...Object(metadata) };
  return Object.hasOwn(Object(labels), label);
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly unknown[];
}

/** A label selector of the API: what `matchLabels` has is short for `In` with one value. */
function listRequirements(selector: unknown): Requirement[] {
  const { matchLabels, matchExpressions }: Record<string, unknown> = { ...Object(selector) };
  const labels = Object.entries({ ...Object(matchLabels) }).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }));
  const expressions = Array.isArray(matchExpressions) ? matchExpressions : [];
  return [...labels, ...expressions.map(readRequirement)];
}

function readRequirement(expression: unknown): Requirement {
  const { key, operator, values }: Record<string, unknown> = { ...Object(expression) };
  return { key: String(key), operator: String(operator), values: Array.isArray(values) ? values : [] };
}

/** An operator that is none of these selects, as far as is known. */
function isMet({ key, operator, values }: Requirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}
