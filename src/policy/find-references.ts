import type { Annotation } from '../annotation/annotation.ts';
import type { Refusal } from './refusal.ts';

/** Variables whose value is elsewhere: the policy compares variables by their texts. */
export function findReferences({ env }: Annotation): Refusal[] {
  return env
    .filter(({ source }) => source.kind !== 'value')
    .map(({ where }) => ({
      code: 'value-from',
      message: `${where}: a policy sets variables to texts only, not with valueFrom: put it into the pod template, or use the webhook`,
    }));
}
