/** The StatefulSet controller's own label, which tells the revision of the template. */
export const REVISION_LABEL = 'controller-revision-hash';

/** Stands for its value where no controller has made the pod yet: of the same form, and of no revision that there is. */
export function guessRevision(set: string): string {
  return `${set}-${HASH}`;
}

/** Whether the text was made with such a value, or with the hash at its end. */
export function isGuessed(text: string): boolean {
  return text.includes(HASH);
}

/** As many characters as most hashes have, of those that they consist of. */
const HASH = 'xxxxxxxxxx';
