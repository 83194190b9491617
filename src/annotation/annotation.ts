import { AnnotationError } from './annotation-error.ts';

/** The key of the annotation, on a StatefulSet's own metadata or on its pod template. */
export const ANNOTATION_KEY = 'per-pod-config';

/** What the annotation asks for, the same for every pod of the StatefulSet. */
export interface Annotation {
  /** Where each pod's ConfigMap `node-<ordinal>` is mounted: absolute, without `..`. */
  readonly mountPath: string;
}

/**
 * Reads the annotation's text: the short form, an absolute path.
 *
 * @throws AnnotationError when it is neither that nor anything that is supported yet.
 */
export function parseAnnotation(text: string): Annotation {
  const path = text.trim();
  if (path.startsWith('/')) return { mountPath: checkMountPath(path) };
  if (looksLikeMapping(path)) {
    throw new AnnotationError(
      'the long form (a YAML mapping with volumes, env, envFrom) is not supported by this version: ' +
        'give one absolute path such as /network/conf',
    );
  }
  throw new AnnotationError(`expected an absolute path such as /network/conf, got ${quote(path)}`);
}

function checkMountPath(path: string): string {
  const complaint = findComplaint(path);
  if (complaint !== undefined) {
    throw new AnnotationError(
      `the path ${quote(path)} ${complaint}: give an absolute path such as /network/conf`,
    );
  }
  return path;
}

function findComplaint(path: string): string | undefined {
  if (path.length > MAX_PATH_LENGTH) return `is longer than ${MAX_PATH_LENGTH} characters`;
  if (/^\/+$/.test(path)) return 'is the root of the file system';
  // The core API's own words for mountPath: "must not contain ':'".
  if (path.includes(':')) return "contains ':'";
  if (path.includes('$(')) return 'contains an expression, which this version does not support';
  if (path.split('/').some(segment => segment === '..' || segment === '.')) return "contains '.' or '..'";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'contains a control character';
  return undefined;
}

/** PATH_MAX of Linux, less the terminating NUL. */
const MAX_PATH_LENGTH = 4095;

function looksLikeMapping(text: string): boolean {
  return text.startsWith('{') || /^[\w-]+\s*:(\s|$)/m.test(text);
}

/** JSON's quoting makes control characters visible; a long text is cut, since it goes into an event. */
function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
