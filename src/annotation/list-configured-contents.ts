import type { Content, PodConfiguration } from './pod-configuration.ts';

/** What a pod gets from objects, and its rendered files, in the annotation's order. */
export function listConfiguredContents({
  volumes,
  env,
  envFrom,
}: Pick<PodConfiguration, 'volumes' | 'env' | 'envFrom'>): Content[] {
  return [
    ...volumes.flatMap(volume => volume.contents),
    ...env.flatMap(({ content }) => content ?? []),
    ...envFrom.map(({ content }) => content),
  ];
}
