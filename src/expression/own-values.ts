import { VariableError } from './variable-error.ts';

/**
 * The values of an annotation's variables for one pod, as the library takes them: an object whose fields are worked out when they
 * are first asked for, each once. One that no expression comes to is not worked out, so that an expression can guard another.
 *
 * @param evaluate throws where the variable has no value; then, and whenever it is asked for again, a VariableError with that
 * as its cause comes of it.
 */
export function makeOwnValues(names: readonly string[], evaluate: (name: string) => unknown): object {
  const known = new Map<string, () => unknown>();
  const ask = (name: string): unknown => {
    const answer = known.get(name) ?? settle(() => evaluate(name));
    known.set(name, answer);
    return answer();
  };
  const properties = names.map(name => [name, { enumerable: true, get: () => ask(name) }] as const);
  return Object.defineProperties({}, Object.fromEntries(properties));
}

function settle(evaluate: () => unknown): () => unknown {
  try {
    const value = evaluate();
    return () => value;
  } catch (cause) {
    const error = new VariableError(cause);
    return () => {
      throw error;
    };
  }
}
