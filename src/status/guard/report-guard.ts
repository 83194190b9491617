import { GUARDS, type Guards } from './guard-facts.ts';
import { isInForce } from './is-in-force.ts';

/** Whether pods that should have been configured and were not are denied, by the place of the annotation. Null where that is not known. */
export interface GuardReport {
  readonly template: boolean | null;
  readonly statefulSet: boolean | null;
}

export function reportGuard({ template, StatefulSet }: Guards): GuardReport {
  return {
    template: isInForce(template, GUARDS.template) ?? null,
    statefulSet: isInForce(StatefulSet, GUARDS.StatefulSet) ?? null,
  };
}

/** What becomes of pods without the webhook, as far as a guard is known to be missing; undefined where none is. */
export function describeGaps(guards: Guards): string | undefined {
  const gaps = (['template', 'StatefulSet'] as const).filter(
    place => isInForce(guards[place], GUARDS[place]) === false,
  );
  const [place] = gaps;
  if (place === undefined) return undefined;
  const which = gaps.length === 1 ? `pods with the annotation on the ${PLACES[place]}` : 'annotated pods';
  const missing = gaps.map(one => describeGap(guards[one].policy === undefined, GUARDS[one])).join(' and ');
  return `${missing}: while the webhook is unavailable, ${which} start unconfigured`;
}

const PLACES = { template: 'pod template', StatefulSet: 'StatefulSet' } as const;

function describeGap(isAbsent: boolean, name: string): string {
  const policy = `ValidatingAdmissionPolicy ${name}`;
  return isAbsent ? `there is no ${policy}` : `${policy} has no binding ${name} that denies`;
}
