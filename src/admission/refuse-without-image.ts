import { Mistakes } from '../annotation/mistakes.ts';
import { mistakeAt } from '../annotation/place.ts';
import type { ConfiguredPatch } from '../annotation/pod-configuration.ts';
import { findClosestName } from '../bounds/closest-name.ts';
import { listNames } from '../bounds/list-names.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { listAdded } from './list-added.ts';
import type { Container, Pod } from './pod.ts';
import { PodContainers } from './pod-containers.ts';

/**
 * A strategic merge patch adds a container that the pod does not have. Where it gives no image, its name is misspelled, or meant for a
 * container that another webhook adds later.
 *
 * @throws AnnotationError with all such containers.
 */
export function refuseWithoutImage(
  before: Pod,
  after: Pod,
  patches: readonly ConfiguredPatch[],
  ordinal: number,
): void {
  const names = new PodContainers(before).names;
  const had = new Set(names);
  const mistakes = new Mistakes();
  for (const { value } of new PodContainers(after).all) {
    if (had.has(value.name) || hasImage(value)) continue;
    const patch = patches.find(one =>
      listAdded([one], ['initContainers', 'containers']).includes(value.name),
    );
    if (patch !== undefined) mistakes.add(mistakeAt(patch.place, describe(value.name, names), ordinal));
  }
  mistakes.refuse();
}

function hasImage({ image }: Container): boolean {
  return typeof image === 'string' && image !== '';
}

function describe(name: string, present: readonly string[]): string {
  const meant = findClosestName(name, present);
  const advice = meant === undefined ? '' : `: did you mean ${shortLine(meant)}?`;
  return (
    `the pod has no container ${quoteText(name)}, and a new one needs an image; it has ${listNames(present)}${advice}` +
    (meant === undefined ? '; a container that another webhook adds cannot be patched' : '')
  );
}
