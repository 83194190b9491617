import type { AdmissionCase, CaseContainer, CasePod } from './admission-case.ts';
import { overTheWire } from './over-the-wire.ts';

/** The pod of a case, as the controller sends it. */
export function makePod({ owner, ordinal, pod: { annotations, spec } }: AdmissionCase): CasePod {
  const controller = { apiVersion: 'apps/v1', kind: owner, name: 'web', uid: 'u', controller: true };
  const metadata = { name: `web-${ordinal}`, ownerReferences: [controller] };
  return overTheWire({ metadata: { ...metadata, annotations }, spec });
}

/** The pod after another webhook has been called. */
export function addLater(pod: CasePod, { later }: AdmissionCase): CasePod {
  const { volumes, initContainers, containers } = pod.spec;
  const change = ({ env, volumeMounts, ...container }: CaseContainer) => ({
    ...container,
    env: [...(later.env ?? []), ...(env ?? [])],
    volumeMounts: [...(volumeMounts ?? []), ...(later.volumeMounts ?? [])],
  });
  const spec = {
    ...pod.spec,
    volumes: [...(volumes ?? []), ...later.volumes],
    initContainers: [...(initContainers ?? []).map(change), ...later.initContainers],
    containers: [...containers.map(change), ...later.containers],
  };
  return overTheWire({ ...pod, spec });
}
