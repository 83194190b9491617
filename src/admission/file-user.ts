import type { Container, Pod } from './pod.ts';

/** Who reads files that are root's, of group 0. */
export interface FileUser {
  /** Undefined where only the image says so. */
  readonly id: number | undefined;
  readonly mayBeInRootGroup: boolean;
}

/** Undefined for root, for one that only the image names, and for one that an fsGroup lets read. */
export function findUser(spec: Pod['spec'], container: Container): FileUser | undefined {
  const { fsGroup, supplementalGroups, ...ofPod } = { ...Object(spec.securityContext) };
  if (fsGroup != null) return undefined;
  const ofContainer = { ...Object(container.securityContext) };
  const runAsUser: unknown = ofContainer.runAsUser ?? ofPod.runAsUser;
  const isOther =
    runAsUser == null ? (ofContainer.runAsNonRoot ?? ofPod.runAsNonRoot) === true : runAsUser !== 0;
  if (!isOther) return undefined;
  // The image may name a group, too; most often there is none, and then it is 0.
  const group: unknown = ofContainer.runAsGroup ?? ofPod.runAsGroup ?? 0;
  const groups: readonly unknown[] = Array.isArray(supplementalGroups) ? supplementalGroups : [];
  return {
    id: typeof runAsUser === 'number' ? runAsUser : undefined,
    mayBeInRootGroup: [group, ...groups].includes(0),
  };
}
