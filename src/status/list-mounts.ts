import type { Container, Pod } from '../admission/pod.ts';
import type { ContentStatus, VolumeStatus } from '../admission/read-status.ts';
import { systemOf } from '../admission/system-of.ts';
import { cleanMountPath } from '../annotation/clean-path.ts';
import { confirmStatus } from './confirm-status.ts';
import { listContainers } from './list-containers.ts';
import { listReferred } from './list-referred.ts';

/** One thing that a pod has by its annotation, and where. */
export interface PodMount {
  readonly kind:
    | 'ConfigMap'
    | 'Secret'
    | 'Image'
    | 'ClusterTrustBundle'
    | 'PodCertificate'
    | 'Files'
    | 'Variables';
  /** Of the object; or of each file or variable. */
  readonly names: readonly string[];
  /** In the containers' file systems; null for the environment. */
  readonly path: string | null;
  /** The pod starts without it. */
  readonly optional: boolean;
  /** Those that have it. */
  readonly containers: readonly string[];
}

/**
 * What a configured pod has by its annotation, in the annotation's order; nothing for any other pod.
 *
 * @param status `readNewStatus` for a pod that is created now.
 */
export function listMounts(pod: Pod, status = confirmStatus(pod)): PodMount[] {
  if (status === undefined) return [];
  const { volumes, env = [], envFrom = [] } = status;
  return [
    ...volumes.flatMap(volume => listVolumeMounts(pod, volume)),
    ...listVariables(pod, env),
    ...listReferred(pod, env),
    ...envFrom.map(content => describeEnvFrom(pod, content)),
  ];
}

/** For a sentence: `ConfigMap node-0 at /network/conf`. */
export function describeMount({ kind, names, path }: PodMount): string {
  return `${kind} ${names.join(', ')}${path === null ? '' : ` at ${path}`}`;
}

function listVolumeMounts(pod: Pod, volume: VolumeStatus): PodMount[] {
  const places = volume.mountPath === undefined ? findPaths(pod, volume.name) : [volume.mountPath];
  const definition: VolumeDefinition | undefined = pod.spec.volumes?.find(({ name }) => name === volume.name);
  const clean = (path: string) => cleanMountPath(path, systemOf(pod.spec));
  return places.flatMap(path => {
    const containers = namesOf(pod, ({ volumeMounts }) =>
      volumeMounts?.some(mount => mount.name === volume.name && clean(mount.mountPath) === clean(path)),
    );
    return (volume.sources ?? [volume]).map(content => ({
      ...describeContent(content),
      path,
      optional: isOptional(definition, content),
      containers,
    }));
  });
}

/** Where the containers mount a volume of the template that was replaced. */
function findPaths(pod: Pod, volume: string): string[] {
  const mounts = listContainers(pod).flatMap(({ volumeMounts }) => volumeMounts ?? []);
  return [...new Set(mounts.filter(({ name }) => name === volume).map(({ mountPath }) => mountPath))];
}

function listVariables(pod: Pod, names: readonly string[]): PodMount[] {
  if (names.length === 0) return [];
  const containers = namesOf(pod, ({ env }) => env?.some(({ name }) => names.includes(name)));
  return [{ kind: 'Variables', names, path: null, optional: false, containers }];
}

function describeEnvFrom(pod: Pod, content: ContentStatus): PodMount {
  const references = ({ envFrom }: Container) =>
    (envFrom ?? []).map(source => referenceTo(source, content)).filter(reference => reference !== undefined);
  const all = listContainers(pod).flatMap(references);
  return {
    ...describeContent(content),
    path: null,
    optional: all.length > 0 && all.every(({ optional }) => optional === true),
    containers: namesOf(pod, container => references(container).length > 0),
  };
}

function describeContent(content: ContentStatus): Pick<PodMount, 'kind' | 'names'> {
  const { files = [] } = content;
  const [kind, name] = KINDS.map(([field, kind]) => [kind, content[field]] as const).find(
    ([, name]) => name !== undefined,
  ) ?? ['Files'];
  return { kind, names: name === undefined ? files : [name] };
}

/** By the fields of the status; of a certificate, the name is that of its signer. */
const KINDS = [
  ['configMap', 'ConfigMap'],
  ['secret', 'Secret'],
  ['image', 'Image'],
  ['clusterTrustBundle', 'ClusterTrustBundle'],
  ['podCertificate', 'PodCertificate'],
] as const;

/** Whether every reference to the object is optional in a volume of the pod. */
function isOptional(volume: VolumeDefinition | undefined, { configMap, secret }: ContentStatus): boolean {
  const references = (volume?.projected?.sources ?? [volume])
    .map(source => (configMap === undefined ? source?.secret : source?.configMap))
    .filter(reference => (reference?.name ?? reference?.secretName) === (configMap ?? secret));
  return references.length > 0 && references.every(reference => reference?.optional === true);
}

/** As the core API has it. */
interface VolumeDefinition extends SourceDefinition {
  readonly name: string;
  readonly projected?: { readonly sources?: readonly SourceDefinition[] };
}

interface SourceDefinition {
  readonly configMap?: Reference;
  readonly secret?: Reference;
}

interface Reference {
  readonly name?: string;
  readonly secretName?: string;
  readonly optional?: boolean;
}

function referenceTo(envFrom: object, { configMap, secret }: ContentStatus): Reference | undefined {
  const { configMapRef, secretRef } = envFrom as { configMapRef?: Reference; secretRef?: Reference };
  const reference = configMap === undefined ? secretRef : configMapRef;
  return reference?.name === (configMap ?? secret) ? reference : undefined;
}

function namesOf(pod: Pod, has: (container: Container) => boolean | undefined): string[] {
  return listContainers(pod)
    .filter(container => has(container) === true)
    .map(({ name }) => name);
}
