import type { StatefulSetObject } from './statefulset.ts';

/** A pod as the StatefulSet controller sends it to the API server. */
export function makePod(set: StatefulSetObject, ordinal: number) {
  const { metadata = {}, spec } = set.spec.template;
  const { serviceName } = set.spec;
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
    spec: {
      ...spec,
      ...makeVolumes(set, name),
      hostname: name,
      ...(serviceName === undefined ? {} : { subdomain: serviceName }),
    },
  });
}

/** A claim takes the place of a volume that has its name. */
function makeVolumes({ spec }: StatefulSetObject, pod: string) {
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${pod}` },
  }));
  if (claims.length === 0) return {};
  const others = (spec.template.spec.volumes ?? []).filter(
    ({ name }) => !claims.some(claim => claim.name === name),
  );
  return { volumes: [...claims, ...others] };
}
