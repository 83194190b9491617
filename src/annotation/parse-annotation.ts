import { MAX_ANNOTATION_LENGTH } from '../bounds/bounds.ts';
import { quoteText } from '../bounds/quote-text.ts';
import { finish, type Turns } from '../bounds/turns.ts';
import { type Annotation, DEFAULT_MODE, type VolumeRequest } from './annotation.ts';
import { AnnotationError } from './annotation-error.ts';
import { boundWritten } from './bound-written.ts';
import type { Field } from './field.ts';
import { hashAnnotation } from './hash-annotation.ts';
import { listConditions, listFields } from './list-fields.ts';
import { Mistakes } from './mistakes.ts';
import type { Note } from './note.ts';
import { countOptions } from './parse-issued.ts';
import { parseLongForm } from './parse-long-form.ts';
import { parseField } from './read-field.ts';
import { readMapping } from './read-mapping.ts';
import { checkSchema } from './schema/check-schema.ts';

/**
 * Reads the annotation's text: the short form, an absolute path, or the long form, a YAML mapping. All is
 * checked here that does not depend on a pod.
 *
 * @throws AnnotationError with the line and field of all that is wrong, and where it helps a caret under the place.
 */
export function parseAnnotation(text: string): Annotation {
  const annotation = finish(readInTurns(text));
  if (annotation.mistake !== undefined) throw annotation.mistake;
  return annotation;
}

/**
 * As `parseAnnotation`, with pauses: a long annotation takes up to 20 ms. What is wrong with single elements is not thrown but
 * comes with the others, so that these can be tried out and all mistakes be told at once.
 *
 * @throws AnnotationError when there are no elements to be read.
 */
export function* readInTurns(text: string): Turns<Annotation> {
  if (text.length > MAX_ANNOTATION_LENGTH) {
    throw new AnnotationError(`expected at most ${MAX_ANNOTATION_LENGTH} characters, got ${text.length}`);
  }
  const mistakes = new Mistakes();
  const notes: Note[] = [];
  const requests = isShortForm(text)
    ? parseShortForm(text.trim(), text.search(/\S/))
    : yield* parseMapping(text, mistakes, notes);
  const conditions = listConditions(requests);
  const contents = listFields(requests);
  const fields = [...requests.variables.map(({ value }) => value), ...conditions, ...contents];
  return {
    ...requests,
    fields,
    conditions,
    contents,
    names: countNames(requests),
    uses: new Set(fields.flatMap(({ template }) => [...template.variables])),
    hash: hashAnnotation(text),
    notes,
    mistake: mistakes.error,
  };
}

type Requests = Pick<Annotation, 'variables' | 'volumes' | 'env' | 'envFrom' | 'patches'>;

/** That of a Windows pod begins with a drive: no mapping does, for no space follows its colon. */
export function isShortForm(text: string): boolean {
  return /^\s*(?:\/|[a-z]:[\\/])/i.test(text);
}

function parseShortForm(path: string, start: number): Requests {
  const line = { lineAt: () => 1, offsetAt: (offset: number) => start + offset };
  const place = { where: 'the path', ...line };
  const mountPath = parseField(path, place);
  refuseControls(mountPath);
  const volume: VolumeRequest = {
    where: 'the path',
    place,
    name: 'per-pod-config-0',
    named: false,
    mountPath,
    subPath: undefined,
    writable: undefined,
    containers: undefined,
    when: undefined,
    defaultMode: DEFAULT_MODE,
    defaultUser: undefined,
    source: {
      kind: 'configMap',
      name: parseField('node-$(ordinal)', { where: 'the ConfigMap', ...line }),
      items: undefined,
      optional: undefined,
      when: undefined,
    },
  };
  return { variables: [], volumes: [volume], env: [], envFrom: [], patches: [] };
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

function* parseMapping(text: string, mistakes: Mistakes, notes: Note[]): Turns<Requests> {
  // In quotes it would be no mapping, either.
  if (text.trimStart().startsWith('$(')) throw noMapping(text);
  const mapping = readMapping(text);
  if (mapping.value === null || typeof mapping.value !== 'object' || Array.isArray(mapping.value)) {
    throw noMapping(text);
  }
  yield;
  boundWritten(mapping.value);
  const checked = checkSchema(mapping, mistakes);
  yield;
  return yield* parseLongForm(checked, { mapping, mistakes, notes });
}

function noMapping(text: string): AnnotationError {
  return new AnnotationError(
    `expected an absolute path such as /network/conf, or a mapping with volumes, env, envFrom or patches, got ${quoteText(text)}`,
  );
}

function countNames({ volumes, env, envFrom }: Requests): number {
  let characters = 0;
  // That of a volume is in its mount, too.
  for (const { name, source } of volumes) characters += name.length * 2 + countOptions(source);
  for (const { name } of env) characters += name.length;
  for (const { prefix = '' } of envFrom) characters += prefix.length;
  return characters;
}
