import type { Annotation, Conditional, ImageSource, SourceRequest } from './annotation.ts';
import type { Field } from './field.ts';
import { listEnvFields } from './parse-environment.ts';

type Elements = Pick<Annotation, 'volumes' | 'env' | 'envFrom' | 'patches'>;

/** All texts of these elements that may hold expressions, but their conditions. */
export function listFields({ volumes, env, envFrom, patches }: Elements): Field[] {
  return [
    ...patches.flatMap(({ fields }) => fields),
    ...volumes.flatMap(({ mountPath, subPath, source }) => [
      ...[mountPath, subPath].filter(field => field !== undefined),
      ...(source.kind === 'projected' ? source.sources : [source]).flatMap(listSourceFields),
    ]),
    ...env.flatMap(listEnvFields),
    ...envFrom.map(({ name }) => name),
  ];
}

/** The conditions of these elements, and of sources in them. */
export function listConditions({ volumes, env, envFrom, patches }: Elements): Field[] {
  const sources = volumes.flatMap(({ source }) => (source.kind === 'projected' ? source.sources : []));
  const elements: readonly Conditional[] = [...volumes, ...sources, ...env, ...envFrom, ...patches];
  return elements.flatMap(({ when }) => (when === undefined ? [] : [when]));
}

function listSourceFields(source: SourceRequest | ImageSource): Field[] {
  if (source.kind === 'files') return source.files.flatMap(({ path, text }) => [path, text]);
  if (source.kind === 'image') return [source.reference];
  if ('texts' in source) return [...source.texts, ...source.annotations].map(([, field]) => field);
  return [source.name, ...(source.items ?? []).flatMap(({ key, path }) => [key, path])];
}
