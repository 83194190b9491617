import type { WrittenReference, WrittenVolume } from './admission-case.ts';

/** The name of a volume, by its place in the annotation where none is given. */
export function nameOf({ name, index }: WrittenVolume, place: number): string {
  return name ?? `per-pod-config-${index ?? place}`;
}

export function longForm(
  reference: string | WrittenReference,
  nameKey: 'name' | 'secretName',
): WrittenReference {
  return typeof reference === 'string' ? { [nameKey]: reference } : reference;
}
