import type { ObjectReader } from '../../cluster/object-reader.ts';
import { findAnnotationPlace } from '../../status/find-annotation-place.ts';
import { hasFormer, partitionOf } from '../../status/former-template.ts';
import type { LiveStatefulSet, Template } from '../../status/live-objects.ts';
import { readRevision } from '../../status/read-revision.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';

/** The StatefulSet with the template that its partition keeps pods at: one call, if there is one. */
export async function readFormer(
  reader: ObjectReader,
  set: LiveStatefulSet,
  notes: Notes,
): Promise<LiveStatefulSet> {
  if (!hasFormer(set)) return { ...set, former: undefined };
  const { namespace, name } = set.metadata;
  const revision = set.status?.currentRevision ?? '';
  const kept = `the pods of StatefulSet ${namespace}/${name} below its partition`;
  const resource = { api: 'apis/apps/v1', resource: 'controllerrevisions', namespace };
  const found = await notes.orUnknown(`what ${kept} are made from`, reader.get<object>(resource, revision));
  // The controller makes them from the present template, too, where that one is gone.
  if (found === undefined) return { ...set, former: undefined };
  if (found === UNKNOWN) return { ...set, former: UNKNOWN };
  const former = readRevision(set, found);
  if (former === UNKNOWN) {
    notes.add(`cannot tell what ${kept} are made from: ControllerRevision ${revision} has no template`);
  } else if (isAnnotated(set, former)) {
    notes.add(`${kept} (${partitionOf(set)}) are compared with ControllerRevision ${revision}`);
  }
  return { ...set, former };
}

/** Now, or by the former template. */
function isAnnotated(set: LiveStatefulSet, template: Template): boolean {
  return [set, { ...set, spec: { ...set.spec, template } }].some(
    one => findAnnotationPlace(one) !== undefined,
  );
}
