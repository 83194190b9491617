import { BrokenReference } from '../expression/broken-reference.ts';
import type { OwnVariables } from '../expression/own-variables.ts';
import { parseCondition, parseTemplate, type Template } from '../expression/parse-template.ts';
import type { Field } from './field.ts';
import type { Mistakes } from './mistakes.ts';
import type { Place } from './place.ts';
import { pointAt } from './point-at.ts';

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
  /** The annotation's own, as far as they may be used. */
  readonly variables: OwnVariables;
}

/** As `parseField`. A mistake goes to the others, so that what else is wrong in the same element is found, too. */
export function readField(source: string, place: Place, scope: FieldScope): Field {
  return read(place, scope, () => parseTemplate(source, scope.variables));
}

/**
 * As `readField`, where the value may be of any type: that of its expression where the whole text is one, else a text.
 *
 * @param expected `variable` where other expressions use it.
 */
export function readValueField(
  source: string,
  place: Place,
  scope: FieldScope,
  expected: 'value' | 'variable' = 'value',
): Field {
  return read(place, scope, () => parseTemplate(source, scope.variables, expected));
}

/** As `readField`, for an expression that gives a bool and stands without `$(` and `)`. */
export function readConditionField(source: string, place: Place, scope: FieldScope): Field {
  return read(place, scope, () => parseCondition(source, scope.variables));
}

function read(place: Place, { mistakes }: FieldScope, parse: () => Template): Field {
  const template = mistakes.try(() => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof BrokenReference)) throw pointAt(place, error);
      mistakes.meetAgain();
      return undefined;
    }
  });
  return template === undefined ? { template: parseTemplate(''), place, broken: true } : { template, place };
}
