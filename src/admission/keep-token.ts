import type { Pod } from './pod.ts';
import { isTokenVolume } from './token-volume.ts';

/**
 * The patched pod with the volume of the token, which the plugin ServiceAccount has added by then and does not look after once it is mounted.
 * A patch that replaces or deletes the list of volumes means those of the template: it cannot know that name, and the API server
 * refuses the mounts without it.
 */
export function keepToken(before: Pod, after: Pod): Pod {
  const volumes = after.spec.volumes ?? [];
  const isLost = ({ name }: { readonly name: string }) =>
    isTokenVolume(name) && volumes.every(volume => volume.name !== name);
  const lost = (before.spec.volumes ?? []).filter(isLost);
  return lost.length === 0 ? after : { ...after, spec: { ...after.spec, volumes: [...volumes, ...lost] } };
}
