import { MAX_FIELD_LENGTH } from '../bounds/bounds.ts';
import type { Scope } from '../expression/bound-expression.ts';
import { boundTemplate } from '../expression/bound-template.ts';
import { drawCaret } from '../expression/draw-caret.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import { findForeign } from '../expression/find-foreign.ts';
import { parseTemplate, type Template } from '../expression/parse-template.ts';
import { renderBounded } from '../expression/render-template.ts';
import { AnnotationError } from './annotation-error.ts';
import type { Mistakes } from './mistakes.ts';
import { describePlace, mistakeAt, type Place } from './place.ts';
import { isGuessed, REVISION_LABEL } from './revision-label.ts';

/** A text of the annotation that may hold expressions, with its place in there. */
export interface Field {
  readonly template: Template;
  readonly place: Place;
  /** Whether its text has a mistake in it, which has been told: the template is an empty one. */
  readonly broken?: true;
}

/** @throws AnnotationError with the line, the field and a caret under the place. */
export function parseField(source: string, place: Place): Field {
  try {
    return { template: parseTemplate(source), place };
  } catch (error) {
    throw pointAt(place, error);
  }
}

/** What a field is read with. */
export interface FieldScope {
  /** Where what is wrong with it goes. */
  readonly mistakes: Mistakes;
}

/** As `parseField`. A mistake goes to the others, so that what else is wrong in the same element is found, too. */
export function readField(source: string, place: Place, { mistakes }: FieldScope): Field {
  return (
    mistakes.try(() => parseField(source, place)) ?? { template: parseTemplate(''), place, broken: true }
  );
}

/** A pod whose variables the steps of fields have been bounded for. */
export interface BoundedPod {
  readonly ordinal: number;
  /** The values of all variables that the fields refer to. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Of all fields that have been rendered, with what JSON puts around each. */
  characters: number;
  /** Takes what is wrong with the fields. */
  readonly mistakes: Mistakes;
  /** Fields that exceed their bounds: they are not evaluated. */
  readonly refused: ReadonlySet<Field>;
}

/**
 * How many steps it can take at most to render a field for a pod with variables of these sizes.
 *
 * @throws AnnotationError with the line and field when they, or the size of a value, exceed their bounds.
 */
export function boundField({ template, place }: Field, sizes: Scope, ordinal: number): number {
  if (template.expressions === 0) return 0;
  try {
    return boundTemplate(template, sizes);
  } catch (error) {
    throw pointAt(place, error, ordinal);
  }
}

/** What a rendered text must be: gives what was expected and what came, if that is not it. */
export type Check = (text: string) => string | undefined;

/**
 * Renders a field that has been bounded for a pod, and checks it as what it becomes. A mistake goes to the pod's, with the
 * line, the field and the ordinal, and the text is empty.
 */
export function renderField(
  field: Field,
  pod: BoundedPod,
  check: Check,
  maxLength = MAX_FIELD_LENGTH,
): string {
  const text = render(field, pod, maxLength);
  if (text === undefined) return '';
  pod.characters += text.length + SYNTAX;
  const complaint = check(text);
  if (complaint === undefined) return text;
  pod.mistakes.add(mistakeAt(field.place, complaint + suggest(field), pod.ordinal, isGuess(field, pod)));
  return '';
}

/** What an invalid text was probably meant to be. */
function suggest({ template }: Field): string {
  const foreign = findForeign(template);
  return foreign === undefined ? '' : `: did you mean ${foreign.meant}?`;
}

/** Whether the field depends on the label that only the controller knows, and that is not known yet. */
function isGuess({ template: { source } }: Field, { values }: BoundedPod): boolean {
  const labels = values.get('labels');
  const revision: unknown = labels instanceof Map ? labels.get(REVISION_LABEL) : undefined;
  return source.includes(REVISION_LABEL) && typeof revision === 'string' && isGuessed(revision);
}

/** Characters of JSON for a field, at most: those of a file are `{"path":"","fieldRef":{"apiVersion":"v1","fieldPath":"…"}}`. */
const SYNTAX = 128;

function render(field: Field, pod: BoundedPod, maxLength: number): string | undefined {
  if (field.broken === true || pod.refused.has(field)) {
    pod.mistakes.meetAgain();
    return undefined;
  }
  try {
    return renderBounded(field.template, pod.values, maxLength);
  } catch (error) {
    pod.mistakes.add(pointAt(field.place, error, pod.ordinal, isGuess(field, pod)));
    return undefined;
  }
}

/** The error with the place that it is about, if it is about an expression. */
function pointAt(place: Place, error: unknown, ordinal?: number, guessed = false): unknown {
  if (!(error instanceof ExpressionError)) return error;
  const head = `${describePlace(place, error.offset, ordinal)}: ${error.message}`;
  return new AnnotationError(`${head}\n${drawCaret(error)}`, {
    cause: error,
    at: place.offsetAt(error.offset),
    guessed,
  });
}
