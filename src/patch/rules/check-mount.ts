import { fieldPath } from '../field-path.ts';
import type { JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';

export function checkMount(
  { subPath, subPathExpr, ...mount }: JsonObject,
  path: string,
): readonly Complaint[] {
  const both = isText(subPath) && isText(subPathExpr);
  const recursive = mount['recursiveReadOnly'];
  const needs = recursive === 'Enabled' || recursive === 'IfPossible';
  return [
    ...(both ? [{ path, message: 'expected one of subPath and subPathExpr, got both' }] : []),
    ...(needs && mount['readOnly'] !== true
      ? [
          {
            path: fieldPath(path, 'recursiveReadOnly'),
            message: `expected readOnly: true beside ${recursive}: add it`,
          },
        ]
      : []),
  ];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
