import type { EnvFromRequest, EnvRequest, EnvSource, KeySource } from './annotation.ts';
import { checkEnvFieldPath } from './check-field-path.ts';
import { type BoundedPod, renderField } from './field.ts';
import { receiversOf } from './list-receivers.ts';
import type { ConfiguredEnv, ConfiguredEnvFrom, Content } from './pod-configuration.ts';
import { checkKey, checkObjectName, checkVariable } from './value-checks.ts';

/** Works an environment variable out for one pod. Mistakes go to the pod's. */
export function configureEnv(request: EnvRequest, pod: BoundedPod): ConfiguredEnv {
  const { where, name, source } = request;
  return { where, ...receiversOf(request), ...configureEnvSource(name, source, pod) };
}

function configureEnvSource(
  name: string,
  source: EnvSource,
  pod: BoundedPod,
): Pick<ConfiguredEnv, 'variable' | 'content'> {
  if (source.kind === 'value') {
    return { variable: { name, value: renderField(source.value, pod, checkVariable) } };
  }
  if (source.kind === 'field') {
    const fieldPath = renderField(source.fieldPath, pod, checkEnvFieldPath);
    return { variable: { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } } };
  }
  return configureKey(name, source, pod);
}

function configureKey(variable: string, { kind, name, key, optional }: KeySource, pod: BoundedPod) {
  const object = renderField(name, pod, checkObjectName);
  const reference = {
    name: object,
    key: renderField(key, pod, checkKey),
    ...(optional === undefined ? {} : { optional }),
  };
  return {
    variable: { name: variable, valueFrom: { [`${kind}KeyRef`]: reference } },
    content: contentOf(kind, object),
  };
}

function contentOf(kind: KeySource['kind'], object: string): Content {
  return kind === 'configMap' ? { configMap: object } : { secret: object };
}

/** Works an object whose keys become variables out for one pod. Mistakes go to the pod's. */
export function configureEnvFrom(request: EnvFromRequest, pod: BoundedPod): ConfiguredEnvFrom {
  const { where, kind, name, prefix, optional } = request;
  const object = renderField(name, pod, checkObjectName);
  const reference = { name: object, ...(optional === undefined ? {} : { optional }) };
  return {
    where,
    source: { ...(prefix === undefined || prefix === '' ? {} : { prefix }), [`${kind}Ref`]: reference },
    ...receiversOf(request),
    content: contentOf(kind, object),
  };
}
