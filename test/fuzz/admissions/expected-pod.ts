import { isDeepStrictEqual } from 'node:util';
import type { CaseContainer, CasePod } from './admission-case.ts';
import { isSecondCall, meaningOfEnvFrom, meaningOfVolume, placeOf, STATUS } from './meaning.ts';
import type { Receivers, Wanted } from './render-annotation.ts';

/** The pod with all that is wanted, where nothing is in the way. The status is there as a value, not as its JSON. */
export function buildExpectedPod(wanted: Wanted, pod: CasePod) {
  const { metadata, spec } = pod;
  const configure = (container: CaseContainer) => buildContainer(wanted, container, isSecondCall(pod));
  return {
    ...pod,
    metadata: {
      ...metadata,
      annotations: { ...metadata.annotations, ...wanted.files, [STATUS]: JSON.stringify(wanted.status) },
    },
    spec: {
      ...spec,
      volumes: buildVolumes(wanted, spec.volumes ?? []),
      initContainers: spec.initContainers?.map(configure) ?? [],
      containers: spec.containers.map(configure),
    },
  };
}

/** Those of the pod, of which one that is named is ours now, and then ours. */
function buildVolumes({ volumes }: Wanted, own: NonNullable<CasePod['spec']['volumes']>) {
  const ours = volumes.map(({ volume }) => volume);
  const isSame = (name: string) => (other: { readonly name: string }) => other.name === name;
  return [
    ...own.map(volume => {
      const replacement = ours.find(isSame(volume.name)) ?? volume;
      return isDeepStrictEqual(meaningOfVolume(replacement), meaningOfVolume(volume)) ? volume : replacement;
    }),
    ...ours.filter(({ name }) => !own.some(isSame(name))),
  ];
}

/** Mounts come after the container's own, variables before them. What is there is left as it is. */
function buildContainer(wanted: Wanted, container: CaseContainer, tolerant: boolean): CaseContainer {
  const { name, env, envFrom, volumeMounts } = container;
  const isForIt = ({ containers }: { readonly containers: Receivers }) => containers?.includes(name) ?? true;
  const mounts = wanted.volumes.filter(isForIt).flatMap(({ mount }) => mount ?? []);
  const variables = wanted.env.filter(isForIt).map(({ variable }) => variable);
  const sources = wanted.envFrom.filter(isForIt).map(({ source }) => source);
  const taken = new Set(volumeMounts?.map(({ mountPath }) => placeOf(mountPath)));
  const defined = new Set(env?.map(variable => variable.name));
  const isListed = (source: object) =>
    envFrom?.some(other =>
      isDeepStrictEqual(meaningOfEnvFrom(other, tolerant), meaningOfEnvFrom(source, tolerant)),
    );
  return {
    ...container,
    env: [...variables.filter(variable => !defined.has(variable.name)), ...(env ?? [])],
    envFrom: [...sources.filter(source => !isListed(source)), ...(envFrom ?? [])],
    volumeMounts: [
      ...(volumeMounts ?? []),
      ...mounts.filter(({ mountPath }) => !taken.has(placeOf(mountPath))),
    ],
  };
}
