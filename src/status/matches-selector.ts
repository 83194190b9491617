/** As the API has it (LabelSelector). An empty one matches everything. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | null;
  readonly matchExpressions?: readonly LabelExpression[] | null;
}

interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | null;
}

export function matchesSelector(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  // A label may have any name, `constructor` too.
  const own = new Map(Object.entries(labels));
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => own.get(key) === value) &&
    (matchExpressions ?? []).every(expression => holds(expression, own.get(expression.key)))
  );
}

/** By the API, a label that is absent is not in any list. */
function holds({ operator, values }: LabelExpression, value: string | undefined): boolean {
  const listed = value !== undefined && (values ?? []).includes(value);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
