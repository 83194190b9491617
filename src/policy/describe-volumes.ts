import type { Annotation, VolumeRequest } from '../annotation/annotation.ts';
import { listReceivers } from '../annotation/list-receivers.ts';
import { Cel, type Text, type Value } from './cel.ts';
import { describeSource, type PolicySource } from './describe-source.ts';
import type { PrintField } from './field-printer.ts';

/** A volume of the annotation, as the policy's variables and its status have it. */
export interface PolicyVolume {
  /** Where the annotation asks for it, for messages. */
  readonly where: string;
  /** As the core API has it. */
  readonly volume: { readonly name: string; readonly [source: string]: Value };
  /** Whether it replaces a volume of the pod that has its name. */
  readonly replaces: boolean;
  /** None if it only replaces one. */
  readonly mount: PolicyMount | undefined;
  /** Names; those of all containers if undefined. */
  readonly containers: readonly string[] | undefined;
  /** One of these must be there. */
  readonly required: readonly string[] | undefined;
  /** What it shows, for the status. */
  readonly contents: PolicySource['contents'];
}

export interface PolicyMount {
  /** As the core API has it. */
  readonly mount: { readonly name: string; readonly mountPath: Text; readonly [field: string]: Value };
  /** Where it really is. */
  readonly path: Text;
  readonly subPath: Text;
}

/** The volumes of an annotation. The texts of files go into `files`, by annotation. */
export function describeVolumes(
  { volumes }: Pick<Annotation, 'volumes'>,
  print: PrintField,
  files: Map<string, Text>,
): PolicyVolume[] {
  return volumes.map(request => {
    const { where, name, named, containers } = request;
    const { source, contents } = describeSource(request, print, files);
    return {
      where,
      volume: { name, ...source },
      replaces: named,
      mount: describeMount(request, print),
      containers: listReceivers(request),
      required: containers,
      contents,
    };
  });
}

function describeMount(
  { name, mountPath, subPath }: VolumeRequest,
  print: PrintField,
): PolicyMount | undefined {
  if (mountPath === undefined) return undefined;
  const path = print(mountPath, 'mountPath');
  const part = subPath === undefined ? '' : print(subPath, 'file');
  return {
    mount: { name, mountPath: path, ...(part === '' ? {} : { subPath: part }), readOnly: true },
    // The policy checks that one that CEL computes is clean.
    path: path instanceof Cel ? path : cleanAsPolicy(path),
    subPath: part,
  };
}

/** As the policy cleans the paths of the pod's own mounts: CEL cannot resolve `..`. */
function cleanAsPolicy(path: string): string {
  return `/${path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/')}`;
}
