import { isObject } from '../../patch/json.ts';
import { POD } from '../../patch/value-type.ts';
import type { PatchRequest } from '../annotation.ts';
import { mistakeAt } from '../place.ts';
import { type AnnotationSource, readCondition } from '../read-element.ts';
import type { Path } from '../read-mapping.ts';
import type { WrittenPatch } from '../schema/long-form.ts';
import { PatchReader } from './patch-reader.ts';
import { Expressed, KeyedItems, type PatchTree } from './patch-tree.ts';

/** Turns an element of `patches` into a request; undefined where it has other fields or values than the core API. */
export function parsePatch(
  { metadata, spec, ...written }: WrittenPatch,
  path: Path,
  source: AnnotationSource,
): PatchRequest | undefined {
  const place = source.mapping.findValue(path);
  const reader = new PatchReader(path, source);
  const when = readCondition(written, path, source);
  const parts = Object.entries({ metadata, spec }).filter(([, part]) => part !== undefined);
  const patch = reader.fit(Object.fromEntries(parts), { path: [], type: POD });
  if (patch === undefined) return undefined;
  if (parts.every(([, part]) => isEmpty(part as PatchTree))) {
    if (source.misnamed !== true) source.mistakes.add(mistakeAt(place, NOTHING));
    return undefined;
  }
  if (setsNothing(patch)) reader.note('empty-patch', place, 'sets nothing but empty mappings');
  return { where: place.where, place, patch, fields: reader.fields, notes: reader.notes, when };
}

const NOTHING =
  'expected fields of the pod under metadata or spec, got none: write them, or remove the patch';

function isEmpty(part: PatchTree): boolean {
  return isObject(part) && Object.keys(part).length === 0;
}

/** Mappings without a value in them: they add nothing that the API server would not add itself. */
function setsNothing(tree: PatchTree): boolean {
  if (!isObject(tree) || tree instanceof Expressed || tree instanceof KeyedItems) return false;
  return Object.values(tree).every(member => setsNothing(member as PatchTree));
}
