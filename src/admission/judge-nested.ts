import { cleanRelative } from '../annotation/clean-path.ts';
import type { Nested, Placed } from './list-nested.ts';
import type { VolumeMount } from './pod.ts';
import type { PodVolumes } from './pod-volumes.ts';
import type { Kind } from './volume-files.ts';

/** Why a container does not start with one mount inside of another. */
export interface Verdict {
  readonly why: string;
  /** Or only if a key, or an optional object, is there. */
  readonly certain: boolean;
  /** It starts, but does not see files. */
  readonly hides?: boolean;
}

/**
 * What a container runtime makes of a mount inside of another, as run on Kubernetes 1.37.2: a mount needs a file or a folder to
 * be mounted over, of its own kind. What is not there the runtime makes, but for in a read-only volume. In volumes of
 * ConfigMaps, Secrets and the like the kubelet makes a folder for each mount inside (MakeNestedMountpoints), so folders
 * can be mounted there, and files cannot. It compares paths as texts then: a relative one is inside of no absolute one.
 */
export function judgeNested({ inner, outer }: Nested, volumes: PodVolumes): Verdict | undefined {
  const at = kindsUnder(inner, outer, volumes);
  if (at === undefined) return undefined;
  const is = inner.mount === undefined ? FILE : volumes.kindsOf(inner.mount);
  // Only the node knows what it is, but there must be something to mount it over.
  if (is === undefined)
    return at === NOTHING ? { why: describe('file', 'nothing'), certain: true } : undefined;
  const pairs = [...is].flatMap(one => [...at].map(other => [one, other] as const));
  const [bad] = pairs.filter(([one, other]) => one !== other);
  if (bad === undefined) return undefined;
  return { why: describe(...bad), certain: pairs.every(([one, other]) => one !== other) };
}

/** The kubelet makes a folder for the mount, and then none for the files of the volume that would be in it, beside the mount. */
export function judgeHidden({ inner, outer }: Nested, volumes: PodVolumes): Verdict | undefined {
  if (inner.mount === undefined || outer.mount === undefined || !makesFolder(inner.mount, outer.mount))
    return undefined;
  const [folder = '', ...rest] = inner.path.slice(outer.path.length + 1).split('/');
  if (rest.length === 0 || volumes.filesOf(outer.mount.name)?.hasFolder(folder) !== true) return undefined;
  return { why: `files of that volume in folder ${folder} are not shown`, certain: false, hides: true };
}

/** What there is to be mounted over; undefined where that is writable, or nothing is known. */
function kindsUnder(inner: Placed, outer: Placed, volumes: PodVolumes): ReadonlySet<Kind> | undefined {
  if (outer.mount === undefined) return inner.key === outer.key ? undefined : NOTHING;
  if (inner.key === outer.key) return inner.mount === undefined ? volumes.kindsOf(outer.mount) : undefined;
  if (volumes.isAlwaysEmpty(outer.mount.name)) return NOTHING;
  const files = volumes.filesOf(outer.mount.name);
  if (files === undefined || typeof outer.mount.subPathExpr === 'string') return undefined;
  if (inner.mount !== undefined && makesFolder(inner.mount, outer.mount)) return FOLDER;
  const part = partOf(outer.mount);
  const rest = inner.path.slice(outer.path.length + 1);
  return files.kindsAt(part === '' ? rest : `${part}/${rest}`);
}

/** Whether the kubelet does, in a volume of configuration. */
function makesFolder(inner: VolumeMount, outer: VolumeMount): boolean {
  return partOf(outer) === '' && isAbsolute(inner) === isAbsolute(outer);
}

function partOf({ subPath }: VolumeMount): string {
  return typeof subPath === 'string' ? cleanRelative(subPath) : '';
}

function isAbsolute({ mountPath }: VolumeMount): boolean {
  return mountPath.startsWith('/');
}

function describe(is: Kind, at: Kind): string {
  if (at === 'nothing') return 'nothing is there to mount it over, nor can be made there';
  return at === 'file' ? 'it is a folder, and a file is there' : `it is a ${is}, and a folder is there`;
}

const FILE: ReadonlySet<Kind> = new Set(['file']);
const FOLDER: ReadonlySet<Kind> = new Set(['folder']);
const NOTHING: ReadonlySet<Kind> = new Set(['nothing']);
