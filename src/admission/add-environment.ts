import { isDeepStrictEqual } from 'node:util';
import type { ConfiguredEnv, ConfiguredEnvFrom, PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { listContainers } from './list-containers.ts';
import type { Container, EnvVariable } from './pod.ts';
import type { PodDraft } from './pod-draft.ts';

/**
 * Puts variables in front of the containers' own: so `$(NAME)` in a user's variable can refer to ours, and
 * where two `envFrom` have one key, Kubernetes takes the later, the user's.
 *
 * @returns conflicts, each a sentence.
 * @throws AnnotationError when no container would get a variable.
 */
export function addEnvironment(
  draft: PodDraft,
  { env, envFrom }: Pick<PodConfiguration, 'env' | 'envFrom'>,
): string[] {
  if (env.length === 0 && envFrom.length === 0) return [];
  const receivers = {
    env: collect(draft, env),
    envFrom: collect(draft, envFrom),
  };
  return listContainers(draft.pod, undefined, 'env').flatMap(place => {
    const container = place.value;
    const variables = (receivers.env.get(container.name) ?? []).map(({ variable }) => variable);
    const sources = (receivers.envFrom.get(container.name) ?? []).map(({ source }) => source);
    draft.prepend(
      place,
      'env',
      variables.filter(({ name }) => find(container, name) === undefined),
    );
    draft.prepend(
      place,
      'envFrom',
      sources.filter(source => !has(container, source)),
    );
    return variables.flatMap(variable => describeConflict(container, variable));
  });
}

/** What is to go into each container, in order, by its name. */
function collect<T extends ConfiguredEnv | ConfiguredEnvFrom>(
  draft: PodDraft,
  requests: readonly T[],
): Map<string, T[]> {
  const byContainer = new Map<string, T[]>();
  for (const request of requests) {
    for (const { value: container } of listContainers(draft.pod, request.containers, request.where)) {
      byContainer.set(container.name, [...(byContainer.get(container.name) ?? []), request]);
    }
  }
  return byContainer;
}

function find({ env }: Container, name: string): EnvVariable | undefined {
  return env?.find(variable => variable.name === name);
}

function has({ envFrom }: Container, source: object): boolean {
  return envFrom?.some(present => isDeepStrictEqual(present, source)) ?? false;
}

function describeConflict(container: Container, wanted: EnvVariable): string[] {
  const present = find(container, wanted.name);
  // An empty value is left out on the wire.
  if (present === undefined || isDeepStrictEqual({ value: '', ...present }, wanted)) return [];
  return [
    `container ${quoteText(container.name)} has a variable ${shortLine(wanted.name)} already; ` +
      `take it out of the StatefulSet's template or out of the annotation`,
  ];
}
