import { makeOwnValues } from '../expression/own-values.ts';
import { OWN_VARIABLES } from '../expression/own-variables.ts';
import type { PodVariables } from '../expression/pod-variables.ts';
import { evaluateBounded } from '../expression/render-template.ts';
import { VariableError } from '../expression/variable-error.ts';
import { variableValues } from '../expression/variable-values.ts';
import type { Annotation } from './annotation.ts';
import { refersToRevision } from './find-guesses.ts';
import { pointAt } from './point-at.ts';

/**
 * The values of all that an annotation's expressions may refer to, for one pod: its own variables are worked out when they are used.
 *
 * @param guesses as `findGuesses` gives them.
 */
export function bindValues(
  annotation: Annotation,
  variables: PodVariables,
  guesses: ReadonlySet<string> | undefined,
): ReadonlyMap<string, unknown> {
  const values = variableValues(variables, annotation.uses);
  if (annotation.variables.length === 0) return values;
  const fields = new Map(annotation.variables.map(({ name, value }) => [name, value]));
  const evaluate = (name: string): unknown => {
    const field = fields.get(name);
    if (field === undefined) throw new Error(`no variable ${name}`);
    try {
      return evaluateBounded(field.template, values);
    } catch (error) {
      if (error instanceof VariableError) throw error.cause;
      throw pointAt(
        field.place,
        error,
        variables.ordinal,
        guesses !== undefined && refersToRevision(field, guesses),
      );
    }
  };
  return values.set(OWN_VARIABLES, makeOwnValues([...fields.keys()], evaluate));
}
