import type { CaseContainer, CasePod, CaseVolume } from './admission-case.ts';
import { STATUS } from './meaning.ts';

/**
 * The same pod in other words: defaults are left out, or written down where they may be left out, paths written otherwise,
 * and files listed the other way round. It does not say that the webhook was called for it.
 */
export function reword({ metadata, spec, ...pod }: CasePod): CasePod {
  const { [STATUS]: _, ...annotations } = metadata.annotations ?? {};
  return {
    ...pod,
    metadata: { ...metadata, annotations },
    spec: {
      ...spec,
      volumes: spec.volumes?.map(rewordVolume) ?? null,
      initContainers: spec.initContainers?.map(rewordContainer) ?? null,
      containers: spec.containers.map(rewordContainer),
    },
  };
}

function rewordVolume({ name, configMap, secret, projected, ...others }: CaseVolume): CaseVolume {
  return {
    ...others,
    name,
    ...(configMap === undefined ? {} : { configMap: rewordSource(configMap) }),
    ...(secret === undefined ? {} : { secret: rewordSource(secret) }),
    ...(projected === undefined ? {} : { projected: rewordSource(projected) }),
  };
}

/** Of a volume, or a part of one. */
function rewordSource(source: unknown): object {
  const { items, optional, defaultMode, sources, ...named }: Record<string, unknown> = { ...Object(source) };
  const parts = sources as Readonly<Record<string, object>>[] | undefined;
  return {
    ...named,
    ...(defaultMode === 0o644 || defaultMode === undefined ? {} : { defaultMode }),
    ...(optional === true ? { optional } : {}),
    ...(parts === undefined
      ? { items: (items as object[] | undefined)?.map(rewordFile).toReversed() ?? null }
      : { sources: parts.map(rewordPart) }),
  };
}

function rewordFile(item: object): object {
  const { fieldRef, ...file }: Record<string, unknown> = { ...item };
  const { apiVersion: _, ...reference }: Record<string, unknown> = { ...Object(fieldRef) };
  return fieldRef === undefined ? file : { ...file, fieldRef: reference };
}

function rewordPart(part: Readonly<Record<string, object>>): object {
  return Object.fromEntries(
    Object.entries(part).map(([kind, source]) => [
      kind,
      kind === 'serviceAccountToken' ? source : rewordSource(source),
    ]),
  );
}

function rewordContainer({ env, envFrom, volumeMounts, ...container }: CaseContainer): CaseContainer {
  return {
    ...container,
    env: env?.map(({ value, ...variable }) => ({ ...variable, ...(value ? { value } : {}) })) ?? null,
    envFrom: envFrom?.map(source => ({ prefix: '', ...source })) ?? null,
    volumeMounts:
      volumeMounts?.map(({ mountPath, ...mount }) => ({
        subPath: '',
        ...mount,
        mountPath: `/.${mountPath.replaceAll('/', '//')}`,
      })) ?? null,
  };
}
