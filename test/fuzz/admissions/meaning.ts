import { posix } from 'node:path';
import type { CaseMount, CasePod, CaseVariable, CaseVolume } from './admission-case.ts';

// What parts of a pod mean: two of which this is equal are the same to Kubernetes.

/** The annotation that the webhook leaves on each pod. */
export const STATUS = 'per-pod-config/status';

/** Then a policy may have set `optional` on what the first call added: it makes no difference. */
export function isSecondCall({ metadata }: CasePod): boolean {
  return metadata.annotations?.[STATUS] !== undefined;
}

/** Where a mount is: from the root, whatever is written. */
export function placeOf(path: string): string {
  return posix.resolve('/', path);
}

/** Those that can be ours: other volumes mean what they say. */
export function meaningOfVolume({ name, configMap, secret, projected, ...others }: CaseVolume): object {
  return present({
    ...others,
    name,
    configMap: meaningOfSource(configMap, { defaultMode: 0o644 }),
    secret: meaningOfSource(secret, { defaultMode: 0o644 }),
    projected: meaningOfProjected(projected),
  });
}

/** It is read-only whatever it says. */
export function meaningOfMount(mount: CaseMount): object {
  const { name, mountPath, subPath = '' } = mount;
  return {
    name,
    at: placeOf(mountPath),
    subPath: posix.resolve('/', subPath),
  };
}

export function meaningOfVariable({ name, value, valueFrom }: CaseVariable): object {
  if (valueFrom === undefined) return { name, value: value ?? '' };
  const sources = Object.entries(valueFrom).map(([kind, source]: [string, Loose]) => [
    kind,
    kind === 'fieldRef'
      ? { apiVersion: 'v1', ...source }
      : { ...source, optional: source['optional'] === true },
  ]);
  return { name, valueFrom: Object.fromEntries(sources) };
}

export function meaningOfEnvFrom(source: object, tolerant: boolean): object {
  const { prefix, configMapRef, secretRef }: Loose = { ...source };
  const meaningOfReference = (reference: unknown) => {
    if (reference === undefined) return undefined;
    const { name, optional }: Loose = { ...Object(reference) };
    return { name, optional: tolerant || optional === true };
  };
  return present({
    prefix: prefix ?? '',
    configMapRef: meaningOfReference(configMapRef),
    secretRef: meaningOfReference(secretRef),
  });
}

function meaningOfProjected(projected: unknown): unknown {
  if (projected === undefined) return undefined;
  const { sources, defaultMode = 0o644 }: Loose = { ...Object(projected) };
  const meanings = (sources as Loose[]).map(({ configMap, secret, downwardAPI, ...others }) =>
    present({
      ...others,
      configMap: meaningOfSource(configMap, {}),
      secret: meaningOfSource(secret, {}),
      downwardAPI: meaningOfSource(downwardAPI, {}),
    }),
  );
  return { sources: meanings, defaultMode };
}

/** In which order files are listed makes no difference. */
function meaningOfSource(source: unknown, defaults: object): unknown {
  if (source === undefined) return undefined;
  const { items, optional, ...named }: Loose = { ...defaults, ...Object(source) };
  const files = ((items ?? []) as Loose[]).map(meaningOfFile);
  const byPath = Object.groupBy(files, ({ path }) => String(path));
  return { ...named, files: byPath, optional: optional === true };
}

function meaningOfFile({ fieldRef, ...item }: Loose): Loose {
  return fieldRef === undefined ? item : { ...item, fieldRef: { apiVersion: 'v1', ...Object(fieldRef) } };
}

type Loose = Record<string, unknown>;

/** Without members that are undefined. */
function present(object: Loose): Loose {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
