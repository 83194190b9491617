import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { findNested } from './check-mounts.ts';
import type { Nested } from './list-nested.ts';
import type { Container, Pod } from './pod.ts';
import { PodVolumes } from './pod-volumes.ts';
import type { PodWarning } from './warn-of-pod.ts';

/**
 * Mounts in a folder of a volume that holds data: where the folder does not exist, the container runtime makes it, as root's
 * and with mode 0755, and it stays.
 */
export function warnOfRootFolders(pod: Pod, configuration: PodConfiguration): PodWarning[] {
  const ours = new Set(configuration.volumes.map(({ volume }) => volume.name));
  const volumes = new PodVolumes(pod, () => undefined);
  return findNested(pod, ours).flatMap(({ container, nested }) => {
    const { inner, outer } = nested;
    const folder = findFolder(nested);
    if (folder === undefined || inner.mount === undefined || !ours.has(inner.mount.name)) return [];
    const outside = outer.mount?.name ?? '';
    if (!holdsData(volumes, outside) || outer.mount?.readOnly === true || isRoot(pod.spec, container))
      return [];
    const message = `where ${shortLine(folder)} in volume ${quoteText(outside)} does not exist, the runtime makes it, and only root can write there`;
    return [{ code: 'root-folder', volume: inner.mount.name, message }];
  });
}

/** The one that the mount is in, inside of the outer one; undefined where it is in the outer one at once. */
function findFolder({ inner, outer }: Nested): string | undefined {
  const end = inner.path.lastIndexOf('/');
  return end > outer.path.length ? inner.path.slice(0, end) : undefined;
}

function holdsData(volumes: PodVolumes, name: string): boolean {
  const volume: Readonly<Record<string, unknown>> = { ...volumes.find(name) };
  return volumes.filesOf(name) === undefined && volume['image'] == null;
}

function isRoot(spec: Pod['spec'], container: Container): boolean {
  const runAsUser = Object(container.securityContext).runAsUser ?? Object(spec.securityContext).runAsUser;
  return runAsUser === 0;
}
