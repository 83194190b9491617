import type { Annotation, EnvFromRequest, VolumeRequest } from './annotation.ts';
import { AnnotationError } from './annotation-error.ts';
import { configureSource } from './configure-source.ts';
import { MAX_STEPS } from './expression/bound-expression.ts';
import type { PodVariables } from './expression/pod-variables.ts';
import { boundField, renderField } from './field.ts';
import type {
  ConfiguredEnvFrom,
  ConfiguredVolume,
  PodConfiguration,
  VolumeMount,
} from './pod-configuration.ts';
import { refuseRepetitions } from './refuse-repetitions.ts';
import { checkMountPath, checkObjectName, checkSubPath, checkText } from './value-checks.ts';

/**
 * Works the annotation out for one pod.
 *
 * @throws AnnotationError with the line, the field and the ordinal.
 */
export function configurePod(annotation: Annotation, variables: PodVariables): PodConfiguration {
  const { volumes, env, envFrom } = annotation;
  const steps = boundSteps(annotation, variables);
  const files: Record<string, string> = {};
  const configuration = {
    ordinal: variables.ordinal,
    volumes: volumes.map(request => configureVolume(request, variables, files)),
    env: env.map(({ where, name, value, containers }) => ({
      where,
      variable: { name, value: renderField(value, variables, checkText) },
      containers,
    })),
    envFrom: envFrom.map(request => configureEnvFrom(request, variables)),
    files,
    steps,
  };
  refuseRepetitions(configuration);
  return configuration;
}

/** One expression is bounded by itself; a few hundred of them must not hold up everybody else's pods. */
function boundSteps({ fields }: Annotation, variables: PodVariables): number {
  const steps = fields.reduce((sum, field) => sum + boundField(field, variables), 0);
  if (steps <= MAX_STEPS) return steps;
  throw new AnnotationError(
    `expected all expressions to take at most ${MAX_STEPS} steps for a pod, got up to ${Math.ceil(steps)}: ` +
      'use fewer or simpler ones',
  );
}

function configureVolume(
  request: VolumeRequest,
  variables: PodVariables,
  files: Record<string, string>,
): ConfiguredVolume {
  const { where, name, named, containers } = request;
  const { source, contents } = configureSource(request, variables, files);
  return {
    where,
    volume: { name, ...source },
    replaces: named,
    mount: configureMount(request, variables),
    containers,
    contents,
  };
}

function configureMount(
  { name, mountPath, subPath, readOnly }: VolumeRequest,
  variables: PodVariables,
): VolumeMount | undefined {
  if (mountPath === undefined) return undefined;
  return {
    name,
    mountPath: renderField(mountPath, variables, checkMountPath),
    ...(subPath === undefined ? {} : { subPath: renderField(subPath, variables, checkSubPath) }),
    readOnly,
  };
}

function configureEnvFrom(request: EnvFromRequest, variables: PodVariables): ConfiguredEnvFrom {
  const { where, kind, name, prefix, optional, containers } = request;
  const object = renderField(name, variables, checkObjectName);
  const reference = { name: object, ...(optional === undefined ? {} : { optional }) };
  return {
    where,
    source: { ...(prefix === undefined ? {} : { prefix }), [`${kind}Ref`]: reference },
    containers,
    content: kind === 'configMap' ? { configMap: object } : { secret: object },
  };
}
