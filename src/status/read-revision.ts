import { ReviewError } from '../admission/review-error.ts';
import { parseStatefulSet } from '../admission/statefulset.ts';
import type { LiveStatefulSet, Template } from './live-objects.ts';
import { UNKNOWN } from './reading.ts';

/** The template of a ControllerRevision: a patch of the StatefulSet, as `getPatch` of the controller makes it. */
export function readRevision(set: LiveStatefulSet, revision: object): Template | typeof UNKNOWN {
  const template: unknown = Object(Object(Object(revision).data).spec).template;
  try {
    const spec = { ...set.spec, template };
    return parseStatefulSet({ ...set, spec }, 'ControllerRevision').spec.template;
  } catch (error) {
    if (error instanceof ReviewError) return UNKNOWN;
    throw error;
  }
}
