import type { WrittenAnnotation, WrittenSource } from './admission-case.ts';
import { longForm, nameOf } from './written.ts';

/** What the status says of an annotation whose texts are rendered. */
export function buildStatus({ volumes, env, envFrom }: Required<WrittenAnnotation>): object {
  return {
    volumes: volumes.map((volume, index) => ({
      name: nameOf(volume, index),
      mountPath: volume.mountPath,
      ...(volume.sources !== undefined && volume.sources.length !== 1
        ? { sources: volume.sources.map(nameSource) }
        : nameSource(volume.sources?.[0] ?? volume)),
    })),
    env: env.length === 0 ? undefined : env.map(({ name }) => name),
    envFrom: envFrom.length === 0 ? undefined : envFrom.map(nameSource),
  };
}

function nameSource({ configMap, secret, files }: WrittenSource): object {
  if (files !== undefined) return { files: Object.keys(files) };
  const { name, secretName } = longForm(configMap ?? secret ?? '', 'name');
  return { [configMap === undefined ? 'secret' : 'configMap']: secretName ?? name };
}
