import { guessRevision, REVISION_LABEL } from '../annotation/revision-label.ts';
import type { Container } from './pod.ts';
import type { StatefulSetObject } from './statefulset.ts';

/**
 * A pod as the StatefulSet controller sends it to the API server. Its lists of volumes, containers, mounts and variables are
 * its own, as its metadata is; what they hold is shared with the template, since to copy a large one for each of a hundred
 * pods would cost more than all the rest. What only the controller knows, the revision in a label, is guessed.
 */
export function makePod(set: StatefulSetObject, ordinal: number) {
  const { metadata = {}, spec } = set.spec.template;
  const { serviceName = '' } = set.spec;
  // The controller sets it even to nothing.
  const { subdomain: _, ...others } = spec;
  const name = `${set.metadata.name}-${ordinal}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      ...(metadata.annotations == null ? {} : { annotations: { ...metadata.annotations } }),
      name,
      labels: {
        ...metadata.labels,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
        [REVISION_LABEL]: guessRevision(set.metadata.name),
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
      ...others,
      ...(spec.initContainers == null ? {} : { initContainers: spec.initContainers.map(copyContainer) }),
      containers: spec.containers.map(copyContainer),
      ...makeVolumes(set, name),
      hostname: name,
      ...(serviceName === '' ? {} : { subdomain: serviceName }),
    },
  };
}

function copyContainer(container: Container): Container {
  const { env, envFrom, volumeMounts } = container;
  return {
    ...container,
    ...(env == null ? {} : { env: [...env] }),
    ...(envFrom == null ? {} : { envFrom: [...envFrom] }),
    ...(volumeMounts == null ? {} : { volumeMounts: [...volumeMounts] }),
  };
}

/** A claim takes the place of a volume that has its name. */
function makeVolumes({ spec }: StatefulSetObject, pod: string) {
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${pod}` },
  }));
  const { volumes } = spec.template.spec;
  if (claims.length === 0) return volumes == null ? {} : { volumes: [...volumes] };
  const claimed = new Set(claims.map(({ name }) => name));
  return { volumes: [...claims, ...(volumes ?? []).filter(({ name }) => !claimed.has(name))] };
}
