import type { V1ConfigMap, V1Secret } from '@kubernetes/client-node';
import type { KubernetesObject } from '../../src/yaml/kubernetes-object.ts';

/** The texts of a ConfigMap or Secret by their keys; undefined when there is none of that name. */
export type FindData = (
  kind: 'ConfigMap' | 'Secret',
  name: string,
) => Readonly<Record<string, string>> | undefined;

/** Finds data among the objects of one namespace. What is no text is not for the demo. */
export function makeFindData(objects: readonly KubernetesObject[], namespace: string): FindData {
  return (kind, name) => {
    const object = objects.find(
      ({ kind: other, metadata }) =>
        other === kind && metadata.name === name && (metadata.namespace ?? 'default') === namespace,
    );
    if (object === undefined) return undefined;
    return kind === 'ConfigMap'
      ? readConfigMap(object as unknown as V1ConfigMap)
      : readSecret(object as unknown as V1Secret);
  };
}

function readConfigMap({ data = {}, binaryData = {} }: V1ConfigMap): Record<string, string> {
  return { ...data, ...decode(binaryData) };
}

/** By the API, `stringData` wins over `data`. */
function readSecret({ data = {}, stringData = {} }: V1Secret): Record<string, string> {
  return { ...decode(data), ...stringData };
}

function decode(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
  );
}
