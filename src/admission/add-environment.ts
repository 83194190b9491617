import { isDeepStrictEqual } from 'node:util';
import type { ConfiguredEnv, ConfiguredEnvFrom, PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { Container, EnvVariable } from './pod.ts';
import type { PodContainers } from './pod-containers.ts';
import type { Place, PodDraft } from './pod-draft.ts';

/**
 * Puts variables in front of the containers' own: so `$(NAME)` in a user's variable can refer to ours, and
 * where two `envFrom` have one key, Kubernetes takes the later, the user's.
 *
 * @returns conflicts, each a sentence.
 * @throws AnnotationError when no container would get a variable.
 */
export function addEnvironment(
  draft: PodDraft,
  containers: PodContainers,
  { env, envFrom }: Pick<PodConfiguration, 'env' | 'envFrom'>,
): string[] {
  const sources = collect(containers, envFrom, ({ source }) => source);
  for (const [place, wanted] of sources) addSources(draft, place, wanted);
  const variables = collect(containers, env, ({ variable }) => variable);
  return [...variables].flatMap(([place, wanted]) => addVariables(draft, place, wanted));
}

/** What is to go into each container that gets something, in order. */
function collect<Request extends ConfiguredEnv | ConfiguredEnvFrom, Item>(
  containers: PodContainers,
  requests: readonly Request[],
  itemOf: (request: Request) => Item,
): ReadonlyMap<Place<Container>, Item[]> {
  const collected = new Map<Place<Container>, Item[]>();
  for (const request of requests) {
    for (const place of containers.select(request.containers, request.where)) {
      const items = collected.get(place);
      if (items === undefined) collected.set(place, [itemOf(request)]);
      else items.push(itemOf(request));
    }
  }
  return collected;
}

function addSources(draft: PodDraft, place: Place<Container>, wanted: readonly object[]): void {
  const present = place.value.envFrom ?? [];
  const missing = wanted.filter(source => !present.some(other => isDeepStrictEqual(other, source)));
  draft.prepend(place, 'envFrom', missing);
}

function addVariables(draft: PodDraft, place: Place<Container>, wanted: readonly EnvVariable[]): string[] {
  const present = new Map((place.value.env ?? []).map(variable => [variable.name, variable]));
  draft.prepend(
    place,
    'env',
    wanted.filter(({ name }) => !present.has(name)),
  );
  return wanted.flatMap(variable => describeConflict(place.value, present.get(variable.name), variable));
}

function describeConflict(
  container: Container,
  present: EnvVariable | undefined,
  wanted: EnvVariable,
): string[] {
  // An empty value is left out on the wire.
  if (present === undefined || isDeepStrictEqual({ value: '', ...present }, wanted)) return [];
  return [
    `container ${quoteText(container.name)} has a variable ${shortLine(wanted.name)} already; ` +
      `take it out of the StatefulSet's template or out of the annotation`,
  ];
}
