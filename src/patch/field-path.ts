import { MAX_QUOTED_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { isScalar, nameKind } from './json.ts';

/** A path with one more field: `spec.hostNetwork`, `metadata.labels[app.kubernetes.io/name]`. */
export function fieldPath(path: string, field: string): string {
  if (!/^[\w$-]+$/.test(field) || field.length > MAX_QUOTED_LENGTH) return elementPath(path, field);
  return path === '' ? field : `${path}.${field}`;
}

/** A path with an element of a list: by its merge key's value, or by its index. */
export function elementPath(path: string, key: unknown): string {
  const element = isScalar(key) ? key : nameKind(key);
  return `${path}[${escapeLine(cutText(String(element), MAX_QUOTED_LENGTH))}]`;
}
