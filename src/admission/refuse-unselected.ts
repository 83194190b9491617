import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Pod } from './pod.ts';

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
  if (patches.length === 0) return;
  const unmet = listRequirements(selector).find(requirement => !isMet(requirement, labels ?? {}));
  if (unmet === undefined) return;
  const got = labels?.[unmet.key];
  throw new AnnotationError(
    `patches, for ordinal ${ordinal}: metadata.labels: ${shortLine(unmet.key)} is a label by which the StatefulSet finds its pods: ` +
      `expected its selector to select the pod, got ${got === undefined ? 'no such label' : shortLine(got)}: use another label`,
  );
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
