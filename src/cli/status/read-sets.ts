import { isAnnotated } from '../../admission/find-annotation.ts';
import { ReviewError } from '../../admission/review-error.ts';
import { parseStatefulSet } from '../../admission/statefulset.ts';
import type { ObjectReader, Resource } from '../../cluster/object-reader.ts';
import { findAnnotationPlace } from '../../status/find-annotation-place.ts';
import type { LiveStatefulSet } from '../../status/live-objects.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';
import { readFormer } from './read-former.ts';

/** What the user asks about. */
export interface Scope {
  /** Undefined for all of them. */
  readonly namespace: string | undefined;
  /** Undefined for all StatefulSets of the namespace. */
  readonly name: string | undefined;
  /** Of the one that is named; Kubernetes' own, and then OpenKruise's, if left out. */
  readonly apiVersion?: string | undefined;
}

/**
 * Kubernetes' StatefulSets, and OpenKruise's where that is installed.
 *
 * @throws Error when there is none of that name, or the user may not read them.
 */
export async function readSets(reader: ObjectReader, scope: Scope, notes: Notes): Promise<LiveStatefulSet[]> {
  const { namespace, name, apiVersion } = scope;
  if (namespace !== undefined && name !== undefined) {
    const found = await findSet(reader, namespace, name, notes, apiVersion);
    if (found === undefined) throw new Error(`StatefulSet ${namespace}/${name} does not exist`);
    return [found];
  }
  const [core, kruise] = await Promise.all([
    readAll(reader, CORE, namespace, notes),
    hasKruise(reader).then(has =>
      has
        ? notes.orUnknown(
            'which StatefulSets of OpenKruise there are',
            readAll(reader, KRUISE, namespace, notes),
          )
        : [],
    ),
  ]);
  const sets = [...core, ...(kruise === undefined || kruise === UNKNOWN ? [] : kruise)];
  return Promise.all(
    sets
      .toSorted(byName)
      .map(set => (findAnnotationPlace(set) === undefined ? set : readFormer(reader, set, notes))),
  );
}

export const CORE = 'apps/v1';
export const KRUISE = 'apps.kruise.io/v1beta1';

function hasKruise(reader: ObjectReader): Promise<boolean> {
  return reader.hasApi(`apis/${KRUISE}`);
}

async function readAll(
  reader: ObjectReader,
  apiVersion: string,
  namespace: string | undefined,
  notes: Notes,
): Promise<LiveStatefulSet[]> {
  const items = await reader.list<object>(resourceOf(apiVersion, namespace));
  return items.flatMap(item => parseListed(item, apiVersion, notes));
}

/** A custom resource may have any shape, which must not hide all others. Without an annotation it is none of ours. */
function parseListed(item: object, apiVersion: string, notes: Notes): LiveStatefulSet[] {
  try {
    return [parseSet(item, apiVersion)];
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    if (isAnnotated(item)) notes.add(`cannot tell what the pods of a StatefulSet have: ${error.message}`);
    return [];
  }
}

/**
 * Undefined when there is none of that name. Throws as ObjectReader's `get` does.
 *
 * @param apiVersion which to look for; Kubernetes' own, and then OpenKruise's, if left out.
 */
export async function findSet(
  reader: ObjectReader,
  namespace: string,
  name: string,
  notes: Notes,
  apiVersion?: string,
): Promise<LiveStatefulSet | undefined> {
  for (const api of apiVersion === undefined ? [CORE, KRUISE] : [apiVersion]) {
    if (api === KRUISE && !(await hasKruise(reader))) return undefined;
    const found = await reader.get<object>(resourceOf(api, namespace), name);
    if (found !== undefined) return readFormer(reader, parseSet(found, api), notes);
  }
  return undefined;
}

function resourceOf(apiVersion: string, namespace: string | undefined): Resource {
  return { api: `apis/${apiVersion}`, resource: 'statefulsets', namespace };
}

/** The items of a list do not say what they are. */
function parseSet(object: object, apiVersion: string): LiveStatefulSet {
  const { namespace, name } = Object(Object(object).metadata);
  const where = `StatefulSet ${namespace}/${name}`;
  const set = parseStatefulSet({ ...object, apiVersion }, where) as LiveStatefulSet;
  return { ...set, former: undefined };
}

function byName(a: LiveStatefulSet, b: LiveStatefulSet): number {
  const [one, other] = [a, b].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`) as [
    string,
    string,
  ];
  return one < other ? -1 : 1;
}
