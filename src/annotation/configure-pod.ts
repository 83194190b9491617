import { MAX_STEPS } from '../bounds/bounds.ts';
import type { Annotation, EnvFromRequest, VolumeRequest } from './annotation.ts';
import { AnnotationError } from './annotation-error.ts';
import type { System } from './clean-path.ts';
import { configureSource } from './configure-source.ts';
import type { PodVariables } from './expression/pod-variables.ts';
import { variableSizes } from './expression/variable-sizes.ts';
import { variableValues } from './expression/variable-values.ts';
import { type BoundedPod, boundField, renderField } from './field.ts';
import type {
  ConfiguredEnvFrom,
  ConfiguredVolume,
  PodConfiguration,
  VolumeMount,
} from './pod-configuration.ts';
import { refuseRepetitions } from './refuse-repetitions.ts';
import { checkMountPath, checkObjectName, checkSubPath, checkVariable } from './value-checks.ts';

/**
 * Works the annotation out for one pod.
 *
 * @param system that of the pod's node: the paths of Windows are others.
 * @throws AnnotationError with the line, the field and the ordinal.
 */
export function configurePod(
  annotation: Annotation,
  variables: PodVariables,
  system: System = 'linux',
): PodConfiguration {
  const { volumes, env, envFrom } = annotation;
  const steps = boundSteps(annotation, variables);
  const { ordinal } = variables;
  const pod = { ordinal, values: variableValues(variables, annotation.variables), characters: 0, system };
  const files: Record<string, string> = {};
  const configuration = {
    ordinal,
    volumes: volumes.map(request => configureVolume(request, pod, files)),
    env: env.map(({ where, name, value, containers }) => ({
      where,
      variable: { name, value: renderField(value, pod, checkVariable) },
      containers,
    })),
    envFrom: envFrom.map(request => configureEnvFrom(request, pod)),
    files,
    characters: pod.characters + annotation.names,
    steps,
    annotationHash: annotation.hash,
  };
  refuseRepetitions(configuration, system);
  return configuration;
}

/** One expression is bounded by itself; a few hundred of them must not hold up everybody else's pods. */
function boundSteps(annotation: Annotation, variables: PodVariables): number {
  const sizes = variableSizes(variables, annotation.variables);
  let steps = 0;
  for (const field of annotation.fields) steps += boundField(field, sizes, variables.ordinal);
  if (steps <= MAX_STEPS) return steps;
  throw new AnnotationError(
    `expected all expressions to take at most ${MAX_STEPS} steps for a pod, got up to ${Math.ceil(steps)}: ` +
      'use fewer or simpler ones',
  );
}

function configureVolume(
  request: VolumeRequest,
  pod: BoundedPod & { readonly system: System },
  files: Record<string, string>,
): ConfiguredVolume {
  const { where, name, named, containers } = request;
  const { source, contents } = configureSource(request, pod, files);
  return {
    where,
    volume: { name, ...source },
    replaces: named,
    mount: configureMount(request, pod),
    containers,
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

function configureEnvFrom(request: EnvFromRequest, pod: BoundedPod): ConfiguredEnvFrom {
  const { where, kind, name, prefix, optional, containers } = request;
  const object = renderField(name, pod, checkObjectName);
  const reference = { name: object, ...(optional === undefined ? {} : { optional }) };
  return {
    where,
    source: { ...(prefix === undefined || prefix === '' ? {} : { prefix }), [`${kind}Ref`]: reference },
    containers,
    content: kind === 'configMap' ? { configMap: object } : { secret: object },
  };
}
