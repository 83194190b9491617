import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { MAX_STATUS_LIST_LENGTH } from '../bounds/bounds.ts';
import type { Pod } from './pod.ts';

type Texts = Readonly<Record<string, string>>;

/** Labels and annotations that the patches have replaced, as the pod came; null for those that it did not have. */
export interface ReplacedMetadata {
  readonly labels?: Readonly<Record<string, string | null>>;
  readonly annotations?: Readonly<Record<string, string | null>>;
}

/**
 * What a second call must know to give expressions the same labels and annotations: nothing where no expression uses them.
 * Where it is too much for the status, a second call takes what it finds.
 */
export function listReplaced(
  before: Pod['metadata'],
  after: Pod['metadata'],
  { uses }: Pick<PodConfiguration, 'uses'>,
): ReplacedMetadata | undefined {
  if (before === after) return undefined;
  const replaced = FIELDS.flatMap(field => {
    const texts = uses?.has(field) ? compare(before[field] ?? {}, after[field] ?? {}) : {};
    return Object.keys(texts).length === 0 ? [] : [[field, texts] as const];
  });
  const isShort = JSON.stringify(replaced).length <= MAX_STATUS_LIST_LENGTH;
  return replaced.length > 0 && isShort ? Object.fromEntries(replaced) : undefined;
}

const FIELDS = ['labels', 'annotations'] as const;

function compare(before: Texts, after: Texts): Record<string, string | null> {
  const keys = Object.keys({ ...before, ...after }).filter(key => read(before, key) !== read(after, key));
  return Object.fromEntries(keys.map(key => [key, read(before, key)]));
}

/** A label may be named `constructor`, which every object has. */
function read(texts: Texts, key: string): string | null {
  return Object.hasOwn(texts, key) ? (texts[key] ?? null) : null;
}

/** Labels or annotations as they were before the patches. */
export function restore(texts: Texts, replaced: Readonly<Record<string, string | null>> = {}): Texts {
  const restored = Object.entries({ ...texts, ...replaced });
  return Object.fromEntries(restored.filter((entry): entry is [string, string] => entry[1] !== null));
}
