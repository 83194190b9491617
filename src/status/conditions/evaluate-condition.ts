import { Environment, EvaluationError, type ParseResult } from '@marcbachmann/cel-js';
import { MAX_CONDITION_LENGTH } from '../../bounds/bounds.ts';
import { usesKnownFunctions } from './check-functions.ts';
import { type CelValue, toCelValue } from './to-cel-value.ts';

/** What the API server gets from a condition for a pod; undefined where that cannot be told. */
export type Outcome = boolean | 'error' | undefined;

/**
 * Makes ready a condition in the CEL of Kubernetes, which an admin wrote. Only `object` and `oldObject` are known of a pod that is
 * about to be created: who asks, and what that client may do, are not. A policy's condition may look at its `params`, too.
 */
export function makeEvaluate(
  expression: string,
): (pod: { readonly spec?: unknown }, params?: object) => Outcome {
  const parsed = parse(expression);
  if (parsed === undefined) return () => undefined;
  return (pod, params = {}) => {
    let isGuess = false;
    const onGuess = () => {
      isGuess = true;
    };
    const variables = { object: toObject(pod, onGuess), oldObject: null, params: toCelValue(params) };
    const outcome = evaluate(parsed, expression, variables);
    return isGuess ? undefined : outcome;
  };
}

/** A pod has `status` when it comes, and its `spec` is not what it will be. */
function toObject(pod: { readonly spec?: unknown }, onGuess: () => void): CelValue {
  const complete = toCelValue({ status: {}, ...pod, spec: null }) as ReadonlyMap<string, CelValue>;
  return new Map([...complete, ['spec', toCelValue(pod.spec ?? {}, onGuess)]]);
}

function parse(expression: string): ParseResult | undefined {
  if (expression.length > MAX_CONDITION_LENGTH) return undefined;
  try {
    const parsed = makeEnvironment().parse(expression);
    return usesKnownFunctions(parsed.ast) && parsed.check().valid ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** One for each condition: the library remembers every type and name that it meets. */
function makeEnvironment(): Environment {
  const made = new Environment({
    // A name that is unknown matters only where the value depends on it.
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: true,
    enableOptionalTypes: true,
  });
  for (const name of ['object', 'oldObject', 'params']) made.registerVariable(name, 'dyn');
  return made;
}

function evaluate(
  parsed: ParseResult,
  expression: string,
  variables: Readonly<Record<string, CelValue | null>>,
): Outcome {
  try {
    const result: unknown = parsed(variables);
    return typeof result === 'boolean' ? result : undefined;
  } catch (error) {
    return isCertain(error, expression) ? 'error' : undefined;
  }
}

/**
 * The API server and admission plugins fill in fields of `spec`, and only the annotations and owners that a pod does not have
 * are missing there, too. The error names the field, or all up to it.
 */
function isCertain(error: unknown, expression: string): boolean {
  if (!(error instanceof EvaluationError) || error.code !== 'no_such_key') return false;
  const read = expression.slice(0, error.range?.end ?? 0);
  return /\bobject\.metadata\.(?:ownerReferences|annotations|(?:labels|annotations)(?:\.\w+|\[[^[\]]*\]))$/.test(
    read,
  );
}
