import { quoteText, shortLine } from '../bounds/quote-text.ts';

/** What may be data, and what its owner can do besides choosing another name. */
export interface Data {
  readonly what: string;
  readonly remedy?: string;
}

/** Names of containers. */
export interface EmptyDirUsers {
  /** An init container that can write to it: what it leaves there is why the volume is there. */
  readonly writer?: string | undefined;
  /** A container that has variables of a file there: Kubernetes refuses a pod in which that is another type of volume. */
  readonly reader?: string | undefined;
}

/**
 * What a volume of the pod may hold that is not configuration: undefined for one that the annotation may replace.
 * Everything counts as data that is not known to be none, as may be the types of a later Kubernetes.
 *
 * @param users who needs the volume, if it is an emptyDir. Without any, it is empty when the containers start.
 */
export function describeData(volume: object, users: EmptyDirUsers): Data | undefined {
  const sources: [string, unknown][] = Object.entries(volume).filter(
    ([key, source]) => key !== 'name' && source != null,
  );
  // The API server makes an emptyDir of it.
  if (sources.length === 0) return describeEmptyDir(users);
  for (const [type, source] of sources) {
    const data = type === 'emptyDir' ? describeEmptyDir(users) : describeSource(type, source);
    if (data !== undefined) return data;
  }
  return undefined;
}

function describeEmptyDir({ writer, reader }: EmptyDirUsers): Data | undefined {
  if (writer !== undefined) {
    return {
      what: `an emptyDir that init container ${quoteText(writer)} can write to`,
      remedy: 'remove that init container, if all it does is to copy configuration',
    };
  }
  if (reader === undefined) return undefined;
  return { what: `an emptyDir that container ${quoteText(reader)} reads variables from (fileKeyRef)` };
}

function describeSource(type: string, source: unknown): Data | undefined {
  if (type === 'projected') return describeProjected(source);
  if (CONFIGURATION.has(type)) return undefined;
  const claim: unknown = Object(source).claimName;
  if (type === 'persistentVolumeClaim' && typeof claim === 'string') {
    return { what: `PersistentVolumeClaim ${quoteText(claim)}` };
  }
  return { what: `of type ${shortLine(type)}` };
}

const CONFIGURATION: ReadonlySet<string> = new Set(['configMap', 'secret', 'downwardAPI']);

/**
 * The token of a pod, which the ServiceAccount admission plugin adds as `kube-api-access-…`, or its certificate, can come
 * from nowhere else: without it, the pod cannot reach the API server.
 */
function describeProjected(source: unknown): Data | undefined {
  const sources: unknown = Object(source).sources;
  if (!Array.isArray(sources)) return undefined;
  const issued = sources
    .flatMap(entry => Object.entries(Object(entry)))
    .find(([type, projection]) => projection != null && !PROJECTED_CONFIGURATION.has(type));
  return issued === undefined ? undefined : { what: `a projected volume with a ${shortLine(issued[0])}` };
}

const PROJECTED_CONFIGURATION: ReadonlySet<string> = new Set([...CONFIGURATION, 'clusterTrustBundle']);
