import type { MountReport } from './pod-facts.ts';

/** The objects that are known not to be there, and that the pod cannot start without, each once. */
export function listAbsent(mounts: readonly MountReport[]): string[] {
  const absent = mounts.filter(({ exists, optional }) => exists === false && !optional);
  return [...new Set(absent.map(describeObject))];
}

export function describeObject({ kind, names }: Pick<MountReport, 'kind' | 'names'>): string {
  return `${kind} ${names.join(', ')}`;
}
