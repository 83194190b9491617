import type { PodVariables } from '../expression/pod-variables.ts';
import type { Annotation, EnvRequest, VolumeRequest } from './annotation.ts';
import { bindValues } from './bind-values.ts';
import { type Chosen, chooseElements } from './choose-elements.ts';
import { cleanMountPath, type System } from './clean-path.ts';
import { configureEnv, configureEnvFrom } from './configure-environment.ts';
import { configureSource } from './configure-source.ts';
import { type BoundedPod, renderField } from './field.ts';
import { findGuesses } from './find-guesses.ts';
import { type Claim, findRepetitions } from './find-repetitions.ts';
import { findSameNames } from './find-same-names.ts';
import { listReceivers, receiversOf } from './list-receivers.ts';
import { Mistakes } from './mistakes.ts';
import { configurePatch } from './patches/configure-patch.ts';
import { PodBounds } from './pod-bounds.ts';
import type { ConfiguredVolume, PodConfiguration, VolumeMount } from './pod-configuration.ts';
import { checkMountPath, checkSubPath } from './value-checks.ts';

/**
 * Works the annotation out for one pod.
 *
 * @param system that of the pod's node: the paths of Windows are others.
 * @throws AnnotationError with the line, the field and the ordinal, of all that is wrong with it.
 */
export function configurePod(
  annotation: Annotation,
  variables: PodVariables,
  system: System = 'linux',
): PodConfiguration {
  const mistakes = new Mistakes();
  if (annotation.mistake !== undefined) mistakes.add(annotation.mistake);
  const { ordinal } = variables;
  const bounds = new PodBounds(annotation, variables, mistakes);
  const guesses = findGuesses(annotation.variables, variables.labels);
  const values = bindValues(annotation, variables, guesses);
  const { refused } = bounds;
  const pod = { ordinal, values, characters: 0, mistakes, refused, guesses, told: new Set(), system };
  const chosen = chooseElements(annotation, pod, bounds);
  const files: Record<string, string> = {};
  const patches = collect(chosen.patches, mistakes, request => configurePatch(request, pod));
  const volumes = collect(chosen.volumes, mistakes, request => configureVolume(request, pod, files));
  const env = collect(chosen.env, mistakes, request => configureEnv(request, pod));
  const envFrom = collect(chosen.envFrom, mistakes, request => configureEnvFrom(request, pod));
  if (annotation.conditions.length > 0) findSameNames(chosen.volumes, mistakes, ordinal);
  findRepetitions(listClaims(chosen, volumes, system), mistakes);
  mistakes.refuse();
  return {
    ordinal,
    volumes: volumes.filter(volume => volume !== undefined),
    env: env.filter(variable => variable !== undefined),
    envFrom: envFrom.filter(source => source !== undefined),
    patches: patches.filter(patch => patch !== undefined),
    leftOut: chosen.leftOut,
    files,
    characters: pod.characters + annotation.names,
    steps: bounds.steps,
    annotationHash: annotation.hash,
    uses: annotation.uses,
  };
}

/** Each element of the annotation worked out; undefined where there are mistakes in it. */
function collect<Request, Configured>(
  requests: readonly Request[],
  mistakes: Mistakes,
  configure: (request: Request) => Configured,
): (Configured | undefined)[] {
  return requests.map(request => mistakes.try(() => configure(request)));
}

function listClaims(
  { volumes, env }: Chosen,
  configured: readonly (ConfiguredVolume | undefined)[],
  system: System,
): Claim[] {
  const paths = volumes.flatMap((request, index): Claim[] => {
    const mount = configured[index]?.mount;
    if (mount === undefined) return [];
    return [claim('mountPath', cleanMountPath(mount.mountPath, system), request)];
  });
  const names = env.map(request => claim('name', request.name, request));
  return [...paths, ...names];
}

function claim(field: Claim['field'], key: string, request: VolumeRequest | EnvRequest): Claim {
  return { field, key, place: request.place, containers: listReceivers(request) };
}

function configureVolume(
  request: VolumeRequest,
  pod: BoundedPod & { readonly system: System },
  files: Record<string, string>,
): ConfiguredVolume {
  const { where, name, named } = request;
  const { source, contents } = configureSource(request, pod, files);
  return {
    where,
    volume: { name, ...source },
    replaces: named,
    mount: configureMount(request, pod),
    ...receiversOf(request),
    contents,
  };
}

function configureMount(
  { name, mountPath, subPath }: VolumeRequest,
  pod: BoundedPod & { readonly system: System },
): VolumeMount | undefined {
  if (mountPath === undefined) return undefined;
  const path = renderField(mountPath, pod, text => checkMountPath(text, pod.system));
  // An empty one is none, as in the core API.
  const part = subPath === undefined ? '' : renderField(subPath, pod, checkSubPath);
  return { name, mountPath: path, ...(part === '' ? {} : { subPath: part }), readOnly: true };
}
