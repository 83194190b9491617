/** What may be data, and what its owner can do besides choosing another name. */
export interface Data {
  readonly what: string;
  readonly remedy?: string;
}

/**
 * What a volume of the pod may hold that is not configuration: undefined for one that the annotation may replace.
 * Everything counts as data that is not known to be none, as may be the types of a later Kubernetes.
 *
 * @param writer the init container, if there is one, that can write to the volume: what it leaves in an emptyDir is why the
 * volume is there. Without it, an emptyDir is empty when the containers start.
 */
export function describeData(volume: object, writer: string | undefined): Data | undefined {
  const sources: [string, unknown][] = Object.entries(volume).filter(
    ([key, source]) => key !== 'name' && source != null,
  );
  // The API server makes an emptyDir of it.
  if (sources.length === 0) return describeEmptyDir(writer);
  for (const [type, source] of sources) {
    const data = type === 'emptyDir' ? describeEmptyDir(writer) : describeSource(type, source);
    if (data !== undefined) return data;
  }
  return undefined;
}

function describeEmptyDir(writer: string | undefined): Data | undefined {
  if (writer === undefined) return undefined;
  return {
    what: `an emptyDir that init container "${writer}" can write to`,
    remedy: 'remove that init container, if all it does is to copy configuration',
  };
}

function describeSource(type: string, source: unknown): Data | undefined {
  if (type === 'projected') return describeProjected(source);
  if (CONFIGURATION.has(type)) return undefined;
  const claim: unknown = Object(source).claimName;
  if (type === 'persistentVolumeClaim' && typeof claim === 'string') {
    return { what: `PersistentVolumeClaim "${claim}"` };
  }
  return { what: `of type ${type}` };
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
  return issued === undefined ? undefined : { what: `a projected volume with a ${issued[0]}` };
}

const PROJECTED_CONFIGURATION: ReadonlySet<string> = new Set([...CONFIGURATION, 'clusterTrustBundle']);
