/** Which requests a webhook is called for, as the API has it (RuleWithOperations). */
export interface Rule {
  readonly operations?: readonly string[] | null;
  readonly apiGroups?: readonly string[] | null;
  readonly apiVersions?: readonly string[] | null;
  readonly resources?: readonly string[] | null;
  readonly scope?: string | null;
}

/** What is asked of the API server, for an object in a namespace. */
export interface Asked {
  readonly group: string;
  readonly resource: string;
  /** One of them is enough. */
  readonly operations: readonly string[];
}

/**
 * Whether a rule takes in the request. By the matchPolicy that is the default, another version of the same resource counts
 * as well, so of the version nothing is asked.
 */
export function matchesRules(rules: readonly Rule[] | null | undefined, asked: Asked): boolean {
  return (rules ?? []).some(
    ({ operations, apiGroups, resources, scope }) =>
      scope !== 'Cluster' &&
      asked.operations.some(operation => includes(operations, operation)) &&
      includes(apiGroups, asked.group) &&
      (resources ?? []).some(resource => takesIn(resource, asked.resource)),
  );
}

function includes(listed: readonly string[] | null | undefined, value: string): boolean {
  return listed?.some(one => one === value || one === '*') ?? false;
}

/** `pods/*` takes in pods themselves, too; `pods/status` does not. */
function takesIn(pattern: string, resource: string): boolean {
  return ['*', '*/*', resource, `${resource}/*`].includes(pattern);
}
