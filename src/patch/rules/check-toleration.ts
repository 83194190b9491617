import { isScalar, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';
import { checkLabelKey, checkLabelValue } from './names.ts';

export function checkToleration(toleration: JsonObject, path: string): readonly Complaint[] {
  const messages = [checkKey(toleration), checkEffect(toleration), checkTolerated(toleration)];
  return messages.flatMap(message => (message === undefined ? [] : [{ path, message }]));
}

function checkKey({ key, operator }: JsonObject): string | undefined {
  if (typeof key === 'string' && key !== '') return checkLabelKey(key);
  return operator === 'Exists'
    ? undefined
    : 'expected operator Exists, for there is no key: add it, or the key';
}

function checkEffect({ effect, tolerationSeconds }: JsonObject): string | undefined {
  if (!isScalar(tolerationSeconds) || effect === 'NoExecute') return undefined;
  return 'expected effect NoExecute beside tolerationSeconds: add it';
}

function checkTolerated({ operator, value }: JsonObject): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (operator === 'Exists') return 'expected no value beside operator Exists: remove it, or use Equal';
  return operator === 'Equal' || operator === undefined || operator === ''
    ? checkLabelValue(value)
    : undefined;
}
