import { ANNOTATION_KEY } from '../annotation/annotation.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { type FoundKey, findKeys } from './find-keys.ts';
import type { Warning } from './list-warnings.ts';

/**
 * What somebody wrote into a StatefulSet as its annotation, and the webhook never reads: under a key that is only like its own,
 * as a label, or in another place. The same text once more is none: kustomize's `commonAnnotations` write it everywhere. Null is
 * absence.
 */
export function warnOfNoEffect(set: object): Warning[] {
  const keys = findKeys(set).filter(({ value }) => value !== null);
  const right = keys.filter(isRead);
  return keys
    .filter(found => !isRead(found) && !isAgain(found, right))
    .map(found => ({ code: 'no-effect', message: describe(found), path: found.path }));
}

function isRead({ path }: FoundKey): boolean {
  return READ.includes(path.join('.'));
}

const PLACES = ['metadata.annotations', 'spec.template.metadata.annotations'];
const READ = PLACES.map(place => `${place}.${ANNOTATION_KEY}`);

/** A label cannot have the text. */
function isAgain({ key, path, value }: FoundKey, right: readonly FoundKey[]): boolean {
  if (key !== ANNOTATION_KEY || right.length === 0) return false;
  return path.at(-2) === 'labels' || right.some(one => one.value === value);
}

function describe({ key, path }: FoundKey): string {
  const above = describePath(path.slice(0, -1));
  const isLabel = path.at(-2) === 'labels';
  if (key === ANNOTATION_KEY) {
    const remedy = isLabel ? 'make it an annotation' : `move it to ${PLACES.join(' or ')}`;
    return `${above}: ${key} has no effect ${isLabel ? 'as a label' : 'here'}; ${remedy}`;
  }
  const meant = PLACES.includes(above) ? `"${ANNOTATION_KEY}"` : `"${ANNOTATION_KEY}" in ${PLACES[0]}`;
  return `${above}: ${quoteText(key)} has no effect; did you mean ${meant}?`;
}

/** `spec.volumeClaimTemplates[0].metadata`. */
function describePath(path: FoundKey['path']): string {
  const text = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return text === '' ? 'the StatefulSet' : shortLine(text.slice(1));
}
