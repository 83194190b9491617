import type { Turns } from '../bounds/turns.ts';
import type { Annotation } from './annotation.ts';
import { findSameNames } from './find-same-names.ts';
import { parseEnv, parseEnvFrom } from './parse-environment.ts';
import { parseVariables } from './parse-variables.ts';
import { parseVolume } from './parse-volume.ts';
import { parsePatch } from './patches/parse-patch.ts';
import type { AnnotationSource } from './read-element.ts';
import type { Path } from './read-mapping.ts';
import type { CheckedForm } from './schema/check-schema.ts';
import type { ListName } from './schema/long-form.ts';

/**
 * Turns what the schema allows of the long form into requests, expressions parsed. An element of a wrong shape becomes none; one
 * with a mistake in an expression is kept, since more may be wrong with it for a pod.
 */
export function* parseLongForm(
  { written, judge }: CheckedForm,
  { mapping, mistakes, notes }: Omit<AnnotationSource, 'variables'>,
): Turns<Pick<Annotation, 'variables' | 'volumes' | 'env' | 'envFrom' | 'patches'>> {
  const { volumes = [], env = [], envFrom = [], patches = [] } = written;
  const { requests: variables, declared } = yield* parseVariables(written.variables, {
    mapping,
    mistakes,
    notes,
  });
  const source = { mapping, mistakes, notes, variables: declared };
  const parse = <T, U>(list: ListName, items: readonly T[], act: ParseElement<T, U>) =>
    mapInTurns(items, (item, index) => {
      const state = judge(list, index);
      if (state === undefined) return undefined;
      const misnamed = state === 'misnamed';
      const parsed = act(item, [list, index], { ...source, misnamed });
      return misnamed ? undefined : parsed;
    });
  const requests = {
    variables,
    volumes: yield* parse('volumes', volumes, parseVolume),
    env: yield* parse('env', env, parseEnv),
    envFrom: yield* parse('envFrom', envFrom, parseEnvFrom),
    patches: yield* parse('patches', patches, parsePatch),
  };
  notes.push(...requests.patches.flatMap(patch => patch.notes));
  findSameNames(requests.volumes, mistakes);
  return requests;
}

type ParseElement<T, U> = (element: T, path: Path, source: AnnotationSource) => U | undefined;

function* mapInTurns<T, U>(items: readonly T[], act: (item: T, index: number) => U | undefined): Turns<U[]> {
  const results: U[] = [];
  for (const [index, item] of items.entries()) {
    const result = act(item, index);
    if (result !== undefined) results.push(result);
    yield;
  }
  return results;
}
