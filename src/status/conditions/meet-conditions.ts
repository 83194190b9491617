import { makeEvaluate, type Outcome } from './evaluate-condition.ts';

/** Of a webhook or a policy, as the API has it. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** Which condition decides, and how; where all of them are met, none. */
export interface Met {
  readonly outcome: Outcome;
  readonly name?: string;
}

/**
 * Makes ready the conditions of a webhook or a policy. As at the API server, one that is false decides, even where another one fails; one that
 * fails decides over those that are met, unless one is not known.
 */
export function makeMeet(conditions: readonly MatchCondition[]): (pod: object, params?: object) => Met {
  const made = conditions.map(({ name, expression }) => ({ name, evaluate: makeEvaluate(expression) }));
  return (pod, params) => {
    const all = made.map(({ name, evaluate }) => ({ name, outcome: evaluate(pod, params) }));
    const decisive = ([false, undefined, 'error'] as const).map(outcome =>
      all.find(one => one.outcome === outcome),
    );
    return decisive.find(one => one !== undefined) ?? { outcome: true };
  };
}
