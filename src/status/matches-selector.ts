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

type Labels = Readonly<Record<string, string>>;

export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  return listUnmet(selector, labels).length === 0;
}

/** The requirements of a selector that labels do not meet, as `kubectl -l` takes them. */
export function listUnmet({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): string[] {
  // A label may have any name, `constructor` too.
  const own = new Map(Object.entries(labels));
  return [
    ...Object.entries(matchLabels ?? {})
      .filter(([key, value]) => own.get(key) !== value)
      .map(([key, value]) => `${key}=${value}`),
    ...(matchExpressions ?? [])
      .filter(expression => !holds(expression, own.get(expression.key)))
      .map(describeExpression),
  ];
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

function describeExpression({ key, operator, values }: LabelExpression): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator.toLowerCase()} (${(values ?? []).join(', ')})`;
}
