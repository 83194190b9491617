/** Of an object: `delete` it, or `replace` it by the rest of it. Of an element of a list: see `mergeList`. */
export const PATCH = '$patch';

/** The fields of an object that stay: all others go. */
export const RETAIN_KEYS = '$retainKeys';

/** What goes from the list of texts or numbers whose name follows, behind a slash. */
export const DELETE_FROM = '$deleteFromPrimitiveList';

/** What kubectl computes from the object that it applied before, which nobody has here. */
export const SET_ORDER = '$setElementOrder';

export function isDirective(field: string): boolean {
  return (
    field === PATCH || field === RETAIN_KEYS || field.startsWith(DELETE_FROM) || field.startsWith(SET_ORDER)
  );
}

/** The list that `$deleteFromPrimitiveList/NAME` speaks of; undefined for other fields. */
export function listToDeleteFrom(field: string): string | undefined {
  return field.startsWith(`${DELETE_FROM}/`) ? field.slice(DELETE_FROM.length + 1) : undefined;
}
