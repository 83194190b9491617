import type { EnvFromRequest, EnvRequest } from './annotation.ts';
import { type BoundedPod, renderField } from './field.ts';
import { receiversOf } from './list-receivers.ts';
import type { ConfiguredEnv, ConfiguredEnvFrom } from './pod-configuration.ts';
import { checkObjectName, checkVariable } from './value-checks.ts';

/** Works an environment variable out for one pod. Mistakes go to the pod's. */
export function configureEnv(request: EnvRequest, pod: BoundedPod): ConfiguredEnv {
  const { where, name, value } = request;
  return {
    where,
    variable: { name, value: renderField(value, pod, checkVariable) },
    ...receiversOf(request),
  };
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
    content: kind === 'configMap' ? { configMap: object } : { secret: object },
  };
}
