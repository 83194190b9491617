import { MAX_ANNOTATION_LENGTH } from '../bounds/bounds.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { finish, type Turns } from '../bounds/turns.ts';
import { type Annotation, DEFAULT_MODE, type SourceRequest, type VolumeRequest } from './annotation.ts';
import { AnnotationError } from './annotation-error.ts';
import { boundWritten } from './bound-written.ts';
import { checkSchema } from './check-schema.ts';
import { type Field, parseField } from './field.ts';
import { hashAnnotation } from './hash-annotation.ts';
import { parseLongForm } from './parse-long-form.ts';
import { readMapping } from './read-mapping.ts';

/**
 * Reads the annotation's text: the short form, an absolute path, or the long form, a YAML mapping. All is
 * checked here that does not depend on a pod.
 *
 * @throws AnnotationError with the line and field, and where it helps a caret under the place.
 */
export function parseAnnotation(text: string): Annotation {
  return finish(parseInTurns(text));
}

/** As `parseAnnotation`, with pauses: a long annotation takes up to 20 ms. */
export function* parseInTurns(text: string): Turns<Annotation> {
  if (text.length > MAX_ANNOTATION_LENGTH) {
    throw new AnnotationError(`expected at most ${MAX_ANNOTATION_LENGTH} characters, got ${text.length}`);
  }
  const requests = isShortForm(text)
    ? parseShortForm(text.trim(), text.search(/\S/))
    : yield* parseMapping(text);
  const fields = listFields(requests);
  return {
    ...requests,
    fields,
    names: countNames(requests),
    variables: new Set(fields.flatMap(({ template }) => [...template.variables])),
    hash: hashAnnotation(text),
  };
}

type Requests = Pick<Annotation, 'volumes' | 'env' | 'envFrom'>;

/** That of a Windows pod begins with a drive: no mapping does, for no space follows its colon. */
function isShortForm(text: string): boolean {
  return /^\s*(?:\/|[a-z]:[\\/])/i.test(text);
}

function parseShortForm(path: string, start: number): Requests {
  const line = { lineAt: () => 1, offsetAt: (offset: number) => start + offset };
  const mountPath = parseField(path, { where: 'the path', ...line });
  refuseControls(mountPath);
  const volume: VolumeRequest = {
    where: 'the path',
    name: 'per-pod-config-0',
    named: false,
    mountPath,
    subPath: undefined,
    writable: undefined,
    containers: undefined,
    defaultMode: DEFAULT_MODE,
    source: {
      kind: 'configMap',
      name: parseField('node-$(ordinal)', { where: 'the ConfigMap', ...line }),
      items: undefined,
      optional: undefined,
    },
  };
  return { volumes: [volume], env: [], envFrom: [] };
}

/** A path may hold any character, but what looks like one and goes on in another line is most likely a mistake. */
function refuseControls({ template, place }: Field): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (!template.parts.some(part => typeof part === 'string' && /[\u0000-\u001f\u007f]/.test(part))) return;
  throw new AnnotationError(
    `line 1, the path: expected an absolute path on one line, got ${quoteText(template.source)}: write it as a mountPath, in the long form`,
    { at: place.offsetAt(0) },
  );
}

function* parseMapping(text: string): Turns<Requests> {
  const mapping = readMapping(text);
  if (mapping.value === null || typeof mapping.value !== 'object' || Array.isArray(mapping.value)) {
    throw new AnnotationError(
      `expected an absolute path such as /network/conf, or a mapping with volumes, env or envFrom, got ${quoteText(text)}`,
    );
  }
  yield;
  boundWritten(mapping.value);
  const written = checkSchema(mapping);
  yield;
  return yield* parseLongForm(written, mapping);
}

function countNames({ volumes, env, envFrom }: Requests): number {
  let characters = 0;
  // That of a volume is in its mount, too.
  for (const { name } of volumes) characters += name.length * 2;
  for (const { name } of env) characters += name.length;
  for (const { prefix = '' } of envFrom) characters += prefix.length;
  return characters;
}

function listFields({ volumes, env, envFrom }: Requests): Field[] {
  return [
    ...volumes.flatMap(({ mountPath, subPath, source }) => [
      ...[mountPath, subPath].filter(field => field !== undefined),
      ...(source.kind === 'projected' ? source.sources : [source]).flatMap(listSourceFields),
    ]),
    ...env.map(({ value }) => value),
    ...envFrom.map(({ name }) => name),
  ];
}

function listSourceFields(source: SourceRequest): Field[] {
  if (source.kind === 'files') return source.files.flatMap(({ path, text }) => [path, text]);
  return [source.name, ...(source.items ?? []).flatMap(({ key, path }) => [key, path])];
}
