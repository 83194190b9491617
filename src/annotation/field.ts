import { MAX_FIELD_LENGTH } from '../bounds/bounds.ts';
import type { Scope } from '../expression/bound-expression.ts';
import { boundTemplate } from '../expression/bound-template.ts';
import type { CelValue } from '../expression/evaluate-expression.ts';
import { findForeign } from '../expression/find-foreign.ts';
import type { Template } from '../expression/parse-template.ts';
import { evaluateBounded, renderBounded } from '../expression/render-template.ts';
import { VariableError } from '../expression/variable-error.ts';
import { refersToRevision } from './find-guesses.ts';
import type { Mistakes } from './mistakes.ts';
import { mistakeAt, type Place } from './place.ts';
import { pointAt } from './point-at.ts';

/** A text of the annotation that may hold expressions, with its place in there. */
export interface Field {
  readonly template: Template;
  readonly place: Place;
  /** Whether its text has a mistake in it, which has been told: the template is an empty one. */
  readonly broken?: true;
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
  /** Variables whose value may depend on the label that only the controller knows; undefined where that is known. */
  readonly guesses: ReadonlySet<string> | undefined;
  /** What is wrong with variables, once it has been told. */
  readonly told: Set<unknown>;
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

/**
 * The value of a field that has been bounded for a pod, of the type of its template. A mistake goes to the pod's, and the value
 * is undefined.
 */
export function evaluateField(field: Field, pod: BoundedPod): CelValue | undefined {
  return attempt(field, pod, () => evaluateBounded(field.template, pod.values) as CelValue);
}

/** What an invalid text was probably meant to be. */
function suggest({ template }: Field): string {
  const foreign = findForeign(template);
  return foreign === undefined ? '' : `: did you mean ${foreign.meant}?`;
}

/** Whether the field depends on the label that only the controller knows, and that is not known yet. */
function isGuess(field: Field, { guesses }: BoundedPod): boolean {
  return guesses !== undefined && refersToRevision(field, guesses);
}

/** Characters of JSON for a field, at most: those of a file are `{"path":"","fieldRef":{"apiVersion":"v1","fieldPath":"…"}}`. */
const SYNTAX = 128;

function render(field: Field, pod: BoundedPod, maxLength: number): string | undefined {
  return attempt(field, pod, () => renderBounded(field.template, pod.values, maxLength));
}

function attempt<T>(field: Field, pod: BoundedPod, act: () => T): T | undefined {
  if (field.broken === true || pod.refused.has(field)) {
    pod.mistakes.meetAgain();
    return undefined;
  }
  try {
    return act();
  } catch (error) {
    tell(error, field, pod);
    return undefined;
  }
}

/** What is wrong with a variable is told once, at its place, however many fields refer to it. */
function tell(error: unknown, field: Field, pod: BoundedPod): void {
  if (!(error instanceof VariableError)) {
    pod.mistakes.add(pointAt(field.place, error, pod.ordinal, isGuess(field, pod)));
  } else if (pod.told.has(error.cause)) {
    pod.mistakes.meetAgain();
  } else {
    pod.told.add(error.cause);
    pod.mistakes.add(error.cause);
  }
}
