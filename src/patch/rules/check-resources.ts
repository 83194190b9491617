import { fieldPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import { isHugePages, isOvercommitted } from './check-amount.ts';
import type { Complaint } from './complaint.ts';
import { compareQuantities, isWhole } from './quantity.ts';

/** Requests beside limits. The API server sets a request that is missing to the limit. */
export function checkResources({ limits, requests }: JsonObject, path: string): readonly Complaint[] {
  const broken = [
    ...checkWhole(limits, fieldPath(path, 'limits')),
    ...checkWhole(requests, fieldPath(path, 'requests')),
  ];
  if (!isObject(requests) || broken.length > 0) return broken;
  return Object.entries(requests).flatMap(([resource, request]) => {
    const limit = isObject(limits) && Object.hasOwn(limits, resource) ? limits[resource] : undefined;
    const message = compare(resource, request, limit);
    return message === undefined ? [] : [{ path: fieldPath(fieldPath(path, 'requests'), resource), message }];
  });
}

/** Devices cannot be divided. */
function checkWhole(amounts: unknown, path: string): readonly Complaint[] {
  return Object.entries(isObject(amounts) ? amounts : {})
    .filter(([resource, amount]) => !isOvercommitted(resource) && !isHugePages(resource) && !isWhole(amount))
    .map(([resource, amount]) => ({
      path: fieldPath(path, resource),
      message: `expected a whole number, got ${amount}`,
    }));
}

function compare(resource: string, request: unknown, limit: unknown): string | undefined {
  const overcommitted = isOvercommitted(resource);
  if (limit === undefined)
    return overcommitted ? undefined : 'expected a limit of the same amount, which is missing: add it';
  const order = compareQuantities(request, limit);
  if (order === undefined || order === 0) return undefined;
  if (!overcommitted) return `expected as much as the limit, ${limit}, got ${request}: set both`;
  return order > 0 ? `expected at most the limit, ${limit}, got ${request}: raise the limit, too` : undefined;
}
