import { listNames } from '../../bounds/list-names.ts';
import { elementPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

/**
 * Volumes that the pod had, and that containers still mount. Where a mount is of one that it never had, another webhook may add it.
 *
 * @param provided names of volumes that come after the patches.
 */
export function checkLostVolumes(
  before: object,
  after: object,
  provided: ReadonlySet<string>,
): readonly Complaint[] {
  const present = new Set(listObjects(after, 'volumes').map(({ name }) => name));
  const lost = listObjects(before, 'volumes').filter(
    ({ name, persistentVolumeClaim }) =>
      !(present.has(name) || provided.has(String(name)) || isObject(persistentVolumeClaim)),
  );
  if (lost.length === 0) return [];
  const containers = [...listObjects(after, 'initContainers'), ...listObjects(after, 'containers')];
  return lost.flatMap(({ name }) => {
    const users = containers.filter(container => mounts(container, name)).map(user => String(user['name']));
    if (users.length === 0) return [];
    const message = `expected the volume to stay, or no mount of it, got one in ${listNames(users)}: delete the mount, too`;
    return [{ path: elementPath('spec.volumes', name), message }];
  });
}

function mounts({ volumeMounts, volumeDevices }: JsonObject, name: unknown): boolean {
  return [volumeMounts, volumeDevices].flat().some(mount => isObject(mount) && mount['name'] === name);
}

function listObjects(pod: object, field: string): readonly JsonObject[] {
  const { spec } = pod as { readonly spec?: JsonObject };
  const list = spec?.[field];
  return Array.isArray(list) ? list.filter(isObject) : [];
}
