import type { Pod } from './pod.ts';

/** A StatefulSet, as far as its pods are made from it. */
export interface StatefulSetObject {
  readonly apiVersion: string;
  readonly metadata: { readonly name: string; readonly uid?: string };
  readonly spec: {
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly ordinals?: { readonly start?: number };
    readonly template: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
      readonly spec: Pod['spec'];
    };
  };
}

/**
 * The ordinals that the StatefulSet controller makes pods for, lowest first. By the API, `replicas` is 1
 * and the first ordinal 0 where nothing else is said.
 */
export function listOrdinals({ spec: { replicas = 1, ordinals } }: StatefulSetObject): number[] {
  return Array.from({ length: replicas }, (_, index) => (ordinals?.start ?? 0) + index);
}

/** A pod as the StatefulSet controller sends it to the API server; volume claims are left out. */
export function makePod(set: StatefulSetObject, ordinal: number) {
  const { metadata = {}, spec } = set.spec.template;
  const name = `${set.metadata.name}-${ordinal}`;
  return structuredClone({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      name,
      labels: {
        ...metadata.labels,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
      },
      ownerReferences: [
        {
          apiVersion: set.apiVersion,
          kind: 'StatefulSet',
          name: set.metadata.name,
          uid: set.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: { ...spec, hostname: name, subdomain: set.spec.serviceName },
  });
}
