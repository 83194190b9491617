import type { ConfiguredEnv, ConfiguredEnvFrom, PodConfiguration } from '../annotation/pod-configuration.ts';
import { cutText } from '../bounds/cut-text.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { ENV_VAR } from './compare/core-shapes.ts';
import { findDifference } from './compare/find-difference.ts';
import type { Conflict } from './conflict.ts';
import { changedSince, variableInTheWay } from './describe-conflict.ts';
import type { Earlier } from './earlier.ts';
import type { Container, EnvVariable } from './pod.ts';
import type { PodContainers } from './pod-containers.ts';
import type { Place, PodDraft } from './pod-draft.ts';
import type { Present } from './present.ts';

/**
 * Puts variables in front of the containers' own: so `$(NAME)` in a user's variable can refer to ours, and
 * where two `envFrom` have one key, Kubernetes takes the later, the user's.
 *
 * @returns what is in the way.
 * @throws AnnotationError when no container would get a variable.
 */
export function addEnvironment(
  draft: PodDraft,
  { containers, earlier }: Present,
  { env, envFrom }: Pick<PodConfiguration, 'env' | 'envFrom'>,
): Conflict[] {
  const sources = collect(containers, envFrom, ({ source }) => source);
  for (const [place, wanted] of sources) addSources(draft, earlier, place, wanted);
  const variables = collect(containers, env, ({ variable }) => variable);
  return [...variables].flatMap(([place, wanted]) => addVariables(draft, earlier, place, wanted));
}

/** What is to go into each container that gets something, in order. */
function collect<Request extends ConfiguredEnv | ConfiguredEnvFrom, Item>(
  containers: PodContainers,
  requests: readonly Request[],
  itemOf: (request: Request) => Item,
): ReadonlyMap<Place<Container>, Item[]> {
  const collected = new Map<Place<Container>, Item[]>();
  for (const request of requests) {
    for (const place of containers.select(request, request.where)) {
      const items = collected.get(place);
      if (items === undefined) collected.set(place, [itemOf(request)]);
      else items.push(itemOf(request));
    }
  }
  return collected;
}

function addSources(
  draft: PodDraft,
  { called }: Earlier,
  place: Place<Container>,
  wanted: readonly object[],
): void {
  const present = new Set((place.value.envFrom ?? []).map(source => meaningOf(source, called)));
  draft.prepend(
    place,
    'envFrom',
    wanted.filter(source => !present.has(meaningOf(source, called))),
  );
}

/**
 * A text that is the same for two sources of one meaning, so that not each has to be compared with each: an absent prefix
 * is an empty one, and `optional` is false where nothing else is said.
 *
 * @param lenient whether `optional`, which policies set on what is not theirs, makes no difference.
 */
function meaningOf(source: object, lenient: boolean): string {
  const { prefix, configMapRef, secretRef }: Record<string, unknown> = { ...source };
  const references = [configMapRef, secretRef].map(reference => {
    const { name, optional }: Record<string, unknown> = { ...Object(reference) };
    return [name, lenient || (optional ?? false)];
  });
  return JSON.stringify([prefix ?? '', references]);
}

function addVariables(
  draft: PodDraft,
  earlier: Earlier,
  place: Place<Container>,
  wanted: readonly EnvVariable[],
): Conflict[] {
  const present = new Map(wanted.map(({ name }): [string, EnvVariable[]] => [name, []]));
  for (const variable of place.value.env ?? []) present.get(variable.name)?.push(variable);
  const missing = wanted.filter(({ name }) => present.get(name)?.length === 0);
  draft.prepend(place, 'env', missing);
  return wanted.flatMap(variable =>
    describeConflict(place.value, earlier, variable, present.get(variable.name) ?? []),
  );
}

/** A container may define a variable several times, and the last one counts for the program: each must be as ours. */
function describeConflict(
  { name: container }: Container,
  earlier: Earlier,
  wanted: EnvVariable,
  present: readonly EnvVariable[],
): Conflict[] {
  const added = earlier.variables.has(wanted.name);
  const difference = present
    .map(other => findDifference(wanted, other, ENV_VAR, added))
    .find(found => found !== undefined);
  if (difference === undefined) return [];
  const taken = variableInTheWay(container, wanted.name);
  if (!added) return [taken];
  // What others put into a variable may be a secret, and the message goes into events and logs.
  const got = difference.field === 'value' ? 'another value' : difference.got;
  const expected = cutText(difference.expected, 100);
  return [
    changedSince(
      `variable ${shortLine(wanted.name)} of container ${quoteText(container)}`,
      { ...difference, expected, got },
      taken.container,
    ),
  ];
}
