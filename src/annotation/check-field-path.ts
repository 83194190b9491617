import { findClosestName } from '../bounds/closest-name.ts';
import { listNames } from '../bounds/list-names.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { isQualifiedName } from './qualified-name.ts';

/**
 * The field of a pod that a variable may have its value from, as the API server takes it (validateObjectFieldSelector of
 * 1.34 to 1.37): gives what was expected and what came, or undefined.
 */
export function checkEnvFieldPath(text: string): string | undefined {
  const [map, key] = splitSubscript(text);
  if (key === undefined) return FIELDS.has(text) ? undefined : describeUnknown(text);
  if (!MAPS.has(map)) return describeUnknown(text);
  if (isQualifiedName(map === 'metadata.annotations' ? key.toLowerCase() : key)) return undefined;
  return `expected the key of ${map === 'metadata.labels' ? 'a label' : 'an annotation'} within [''], got ${quoteText(key)}`;
}

/** `metadata.labels['a']` as its map and key. A key may hold brackets. */
function splitSubscript(text: string): [field: string, key?: string] {
  const inner = text.endsWith("']") ? text.slice(0, -2) : '';
  const at = inner.indexOf("['");
  return at > 0 ? [inner.slice(0, at), inner.slice(at + 2)] : [text];
}

/** The former name of `spec.nodeName` is taken still. */
const FIELDS: ReadonlySet<string> = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
  'spec.host',
]);

const MAPS: ReadonlySet<string> = new Set(['metadata.labels', 'metadata.annotations']);

function describeUnknown(text: string): string {
  const meant = findMeant(text);
  const advice = meant === undefined ? `known are ${listNames(KNOWN)}` : `did you mean ${meant}?`;
  return `expected a field of the pod that a variable may have its value from, got ${quoteText(text)}: ${advice}`;
}

const KNOWN: readonly string[] = [...[...MAPS].map(map => `${map}['KEY']`), ...FIELDS];

/** `metadata.labels.role`, `metadata.labels["role"]`, `status.podIp`, `spec.nodename`, `podIP`. */
function findMeant(text: string): string | undefined {
  const [, map = '', key = ''] = /^(metadata\.[a-z]+)(?:\.|\[["']?)([-\w./]+)["']?\]?$/i.exec(text) ?? [];
  const closest = findClosestName(map, MAPS);
  if (closest !== undefined) return `${closest}['${key}']`;
  if (MAPS.has(text)) return `${text}['KEY']`;
  const last = findClosestName(lastPart(text), [...FIELDS].map(lastPart));
  return [...FIELDS].find(name => lastPart(name) === last);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
