import { findWrongValues } from './find-wrong-values.ts';
import type { FoundObject, KubernetesObject, Path, Position } from './kubernetes-object.ts';
import type { Problem } from './problem.ts';

/** What is found in a text, as it is being read. */
export interface Found {
  readonly objects: FoundObject[];
  readonly problems: Problem[];
  readonly strangers: Problem[];
  readonly remarks: Problem[];
}

/** Where a document is. */
export interface Place {
  readonly file: string;
  locate(path: Path, offset?: number): Position;
}

/** Sorts a document into objects and what is none. */
export function collect(value: unknown, place: Place, found: Found): void {
  // Helm leaves documents of nothing but comments.
  if (value === null || value === undefined) return;
  if (!isObject(value)) {
    found.strangers.push({ file: place.file, ...place.locate([]), message: NO_OBJECT });
  } else if (isList(value)) {
    for (const [index, item] of value.items.entries()) {
      collect(completeItem(item, value), under(place, ['items', index]), found);
    }
  } else collectObject(value, place, found);
}

function collectObject(object: KubernetesObject, place: Place, found: Found): void {
  const complain = (message: string, path: Path) =>
    found.problems.push({ file: place.file, ...place.locate(path), message });
  for (const { path, message } of findWrongValues(object)) complain(message, path);
  const name: unknown = object.metadata?.name;
  if (typeof name === 'string') found.objects.push({ object, ...place });
  // A Job may have a generateName, a kustomization has no name at all: they are no concern of ours.
  else if (name == null && READ_KINDS.includes(object.kind)) {
    complain(`expected metadata.name of this ${object.kind} to be a name`, []);
  }
}

const NO_OBJECT = 'expected a Kubernetes object with apiVersion, kind and metadata.name';

const READ_KINDS = ['StatefulSet', 'ConfigMap', 'Secret', 'Pod'];

function under({ file, locate }: Place, prefix: Path): Place {
  return { file, locate: (path, offset) => locate([...prefix, ...path], offset) };
}

export function isObject(value: unknown): value is KubernetesObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'apiVersion') === 'string' &&
    typeof Reflect.get(value, 'kind') === 'string'
  );
}

/** `List`, and what the API server answers with: `ConfigMapList`. */
function isList(value: KubernetesObject): value is KubernetesObject & { readonly items: readonly unknown[] } {
  return value.kind.endsWith('List') && Array.isArray(value['items']);
}

/** The items of such an answer do not say again what they are. */
function completeItem(item: unknown, { apiVersion, kind }: KubernetesObject): unknown {
  if (kind === 'List' || item === null || typeof item !== 'object') return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}
