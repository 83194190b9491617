import { isDeepStrictEqual } from 'node:util';
import { elementPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

/** Volumes of claims stay as they are: the controller looks for them in its pods, and wants to add them where they are missing, which cannot be. */
export function checkClaims(before: object, after: object): readonly Complaint[] {
  const claims = listVolumes(before).filter(({ persistentVolumeClaim }) => isObject(persistentVolumeClaim));
  if (claims.length === 0) return [];
  const volumes = new Map(listVolumes(after).map(volume => [volume['name'], volume]));
  return claims
    .filter(claim => !isDeepStrictEqual(claim, volumes.get(claim['name'])))
    .map(({ name }) => ({
      path: elementPath('spec.volumes', name),
      message:
        'expected the volume of a claim to stay, got a patch that changes or removes it: leave it out of the patch',
    }));
}

function listVolumes(pod: object): readonly JsonObject[] {
  const { spec } = pod as { readonly spec?: { readonly volumes?: unknown } };
  const volumes = spec?.volumes;
  return Array.isArray(volumes) ? volumes.filter(isObject) : [];
}
