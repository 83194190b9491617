import { checkKey, checkLabel, checkObjectName } from '../annotation/value-checks.ts';
import type { FoundObject, Path } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';
import { lintApplied, MAX_ANNOTATIONS } from './lint-applied.ts';

/** Names, keys and sizes of one object: what the API server would refuse it for. */
export function lintObject(found: FoundObject): Finding[] {
  const { kind, metadata } = found.object;
  if (!['StatefulSet', 'ConfigMap', 'Secret'].includes(kind)) return [];
  const complaint = checkName(found)(metadata.name);
  const named = complaint === undefined ? [] : [findingAt(found, 'error', 'invalid-name', complaint, NAME)];
  const sized = [
    ...lintAnnotations(found, []),
    ...(kind === 'StatefulSet' ? lintAnnotations(found, ['spec', 'template']) : lintData(found)),
  ];
  const isTooLarge = sized.some(({ code }) => code === 'too-large');
  return [...named, ...sized, ...(isTooLarge ? [] : lintApplied(found))];
}

const NAME = ['metadata', 'name'] as const;

/** ValidateStatefulSetName takes no dots; OpenKruise does. */
function checkName({ object: { kind, apiVersion } }: FoundObject) {
  return kind === 'StatefulSet' && apiVersion.startsWith('apps/') ? checkLabel : checkObjectName;
}

/** Those of the object itself, or of the template in it. */
function lintAnnotations(found: FoundObject, at: Path): Finding[] {
  const path = [...at, 'metadata', 'annotations'];
  const annotations = Object(
    path.reduce((value: unknown, key) => Reflect.get(Object(value), key), found.object),
  );
  const bytes = sizeOf(annotations, false) + Buffer.byteLength(Object.keys(annotations).join(''));
  if (bytes <= MAX_ANNOTATIONS) return [];
  const message = `expected all annotations to have at most ${MAX_ANNOTATIONS} bytes, got ${bytes}: put large texts into ConfigMaps`;
  return [findingAt(found, 'error', 'too-large', message, path)];
}

function lintData(found: FoundObject): Finding[] {
  const { kind, data, binaryData, stringData } = found.object;
  const fields = Object.entries({ data, binaryData, stringData });
  const invalid = fields.flatMap(([field, texts]) =>
    Object.keys(Object(texts)).flatMap(key => {
      const complaint = checkKey(key);
      if (complaint === undefined) return [];
      return [findingAt(found, 'error', 'invalid-name', complaint, [field, key])];
    }),
  );
  const bytes = fields.reduce((sum, [field, texts]) => sum + sizeOf(texts, isEncoded(kind, field)), 0);
  if (bytes <= MAX_DATA) return invalid;
  const message = `expected at most ${MAX_DATA} bytes of data (1 MiB), got ${bytes}: spread it over several objects`;
  return [...invalid, findingAt(found, 'error', 'too-large', message, ['data'])];
}

/** In base64. */
function isEncoded(kind: string, field: string): boolean {
  return field === 'binaryData' || (kind === 'Secret' && field === 'data');
}

function sizeOf(texts: unknown, encoded: boolean): number {
  const encoding = encoded ? 'base64' : 'utf8';
  return Object.values(Object(texts)).reduce(
    (sum: number, text) => sum + Buffer.byteLength(String(text), encoding),
    0,
  );
}

/** Kubernetes' limit for all data of an object, in bytes. */
const MAX_DATA = 1024 * 1024;
