import { MAX_ANNOTATION_LENGTH, MAX_PATCH_BYTES } from '../../bounds/bounds.ts';
import { toJson } from '../../expression/to-json.ts';
import { isObject } from '../../patch/json.ts';
import type { PatchRequest } from '../annotation.ts';
import { type BoundedPod, evaluateField, type Field, renderField } from '../field.ts';
import { mistakeAt } from '../place.ts';
import type { ConfiguredPatch } from '../pod-configuration.ts';
import { isOneExpression } from './describe-mismatch.ts';
import { findRepeatedKey, type KeyedItem } from './find-repeated-key.ts';
import { describeMissingKey, fitItem } from './fit-list.ts';
import { Expressed, isComputed, KeyedItems, type PatchTree } from './patch-tree.ts';
import { ValueFitter } from './value-fitter.ts';

/** Works a patch out for one pod. Mistakes go to the pod's; then there is none. */
export function configurePatch(
  { where, place, patch }: PatchRequest,
  pod: BoundedPod,
): ConfiguredPatch | undefined {
  const before = pod.characters;
  const rendered = pod.mistakes.try(() => render(patch, pod));
  if (rendered === undefined) return undefined;
  pod.characters = before + JSON.stringify(rendered).length;
  return { where, place, patch: rendered as ConfiguredPatch['patch'] };
}

function render(tree: PatchTree, pod: BoundedPod): unknown {
  if (tree instanceof Expressed) return renderExpressed(tree, pod)[0];
  if (tree instanceof KeyedItems) return renderKeyed(tree, pod);
  if (isList(tree)) return renderItems(tree, pod);
  if (tree === null || typeof tree !== 'object') return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, member]) => [key, render(member, pod)]));
}

function isList(tree: PatchTree): tree is readonly PatchTree[] {
  return Array.isArray(tree);
}

function renderItems(items: readonly PatchTree[], pod: BoundedPod): unknown[] {
  return items.flatMap(item => renderItem(item, pod));
}

/** One element, or several in its place. */
function renderItem(item: PatchTree, pod: BoundedPod): unknown[] {
  return item instanceof Expressed ? renderExpressed(item, pod) : [render(item, pod)];
}

function renderKeyed({ items, key, place }: KeyedItems, pod: BoundedPod): unknown[] {
  const rendered = items.flatMap(item =>
    renderItem(item, pod).map(value => ({ item: value, isComputed: isComputed(item, key) })),
  );
  const complaint = findRepeatedKey(rendered, key) ?? findEmptyKey(rendered, key);
  if (complaint !== undefined) pod.mistakes.add(mistakeAt(place, complaint, pod.ordinal));
  return rendered.map(({ item }) => item);
}

function findEmptyKey(items: readonly KeyedItem[], key: string): string | undefined {
  const index = items.findIndex(({ item }) => isObject(item) && item[key] === '');
  return index === -1 ? undefined : `[${index}]: ${describeMissingKey(key)}`;
}

function renderExpressed(expressed: Expressed, pod: BoundedPod): unknown[] {
  const { slot } = expressed;
  const value = evaluate(expressed, pod);
  if (value === undefined) return [];
  const fitter = new ValueFitter(expressed, pod);
  const { list, type, path } = slot;
  if (list === undefined) return [fitter.fit(value, slot)];
  const isSpread = Array.isArray(value) && type.kind !== 'list' && type.kind !== 'any';
  const items: readonly unknown[] = isSpread ? value : [value];
  return items.map(item => fitItem(item, list, path, fitter));
}

/** @throws AnnotationError where the values of all together become too large. */
function evaluate({ field }: Expressed, pod: BoundedPod): unknown {
  if (pod.characters > MAX_PATCH_BYTES) throw mistakeAt(field.place, TOO_LARGE, pod.ordinal);
  if (!isOneExpression(field.template)) return renderText(field, pod);
  const value = evaluateField(field, pod);
  if (value === undefined) return undefined;
  const json = toJson(value);
  pod.characters += JSON.stringify(json, writeInteger).length;
  return json;
}

const TOO_LARGE = `expected a pod to get at most ${MAX_PATCH_BYTES} characters by its patches, got more up to here: shorten them`;

function writeInteger(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function renderText(field: Field, pod: BoundedPod): string | undefined {
  const before = pod.mistakes.met;
  const text = renderField(field, pod, () => undefined, MAX_ANNOTATION_LENGTH);
  return pod.mistakes.met === before ? text : undefined;
}
