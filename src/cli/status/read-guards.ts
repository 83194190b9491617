import type { ObjectReader } from '../../cluster/object-reader.ts';
import {
  GUARDS,
  type Guard,
  type GuardBinding,
  type GuardPolicy,
  type Guards,
} from '../../status/guard/guard-facts.ts';
import { UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';

/** Reads the policies that deny pods which should have been configured and were not; there are none where there is no such API. */
export async function readGuards(reader: ObjectReader, notes: Notes): Promise<Guards> {
  const [template, StatefulSet] = await Promise.all([
    readGuard(reader, GUARDS.template, notes),
    readGuard(reader, GUARDS.StatefulSet, notes),
  ]);
  return { template, StatefulSet };
}

export const UNREAD_GUARDS: Guards = {
  template: { policy: UNKNOWN, binding: UNKNOWN },
  StatefulSet: { policy: UNKNOWN, binding: UNKNOWN },
};

const API = 'apis/admissionregistration.k8s.io/v1';
const WHAT = 'whether a guard denies pods that are not configured';

async function readGuard(reader: ObjectReader, name: string, notes: Notes): Promise<Guard> {
  const [policy, binding] = await Promise.all([
    notes.orUnknown(
      WHAT,
      reader.get<GuardPolicy>({ api: API, resource: 'validatingadmissionpolicies' }, name),
    ),
    notes.orUnknown(
      WHAT,
      reader.get<GuardBinding>({ api: API, resource: 'validatingadmissionpolicybindings' }, name),
    ),
  ]);
  return { policy, binding };
}
