import { isObject } from '../../patch/json.ts';

/**
 * Whether a list that patches replace as a whole means the same in a pod that runs.
 *
 * @param exact whether the pod may have no more than that, but for what the API server adds.
 */
export function isSameList(had: readonly unknown[], gets: readonly unknown[], exact: boolean): boolean {
  const keys = new Set(gets.map(readKey));
  const own = had.filter(item => !isAppended(item) || keys.has(readKey(item)));
  if (exact && own.length !== gets.length) return false;
  let found = 0;
  for (const item of own) {
    if (found < gets.length && isSameItem(item, gets[found], exact)) found += 1;
  }
  return found === gets.length;
}

/** Tolerations of the node's conditions: admission plugins DefaultTolerationSeconds and PodTolerationRestriction. */
function isAppended(item: unknown): boolean {
  return readKey(item)?.startsWith('node.kubernetes.io/') ?? false;
}

function readKey(item: unknown): string | undefined {
  if (!isObject(item)) return undefined;
  const { key } = item;
  return typeof key === 'string' ? key : undefined;
}

function isSameItem(had: unknown, gets: unknown, exact: boolean): boolean {
  if (Array.isArray(had) && Array.isArray(gets)) return isSameList(had, gets, exact);
  if (!isObject(had) || !isObject(gets)) return (had ?? undefined) === (gets ?? undefined);
  const isThere = Object.keys(gets).every(field => isSameItem(had[field], gets[field], exact));
  return (
    isThere && (!exact || Object.keys(had).every(field => field in gets || isDefault(field, had[field])))
  );
}

/** SetDefaults_* of k8s.io/kubernetes/pkg/apis/core/v1/defaults.go, in lists that a patch replaces. */
function isDefault(field: string, value: unknown): boolean {
  return DEFAULTS.get(field) === value;
}

const DEFAULTS = new Map<string, unknown>([
  ['apiVersion', 'v1'],
  ['divisor', '0'],
  ['expirationSeconds', 3600],
]);
