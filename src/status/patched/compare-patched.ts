import type { Pod } from '../../admission/pod.ts';
import type { PodStatus } from '../../admission/read-status.ts';
import { elementPath } from '../../patch/field-path.ts';
import { mergePod } from '../../patch/merge-pod.ts';
import { PatchError } from '../../patch/patch-error.ts';
import { confirmStatus, readNewStatus } from '../confirm-status.ts';
import type { NewPod } from '../create-anew.ts';
import { compareFields, type FieldDifference } from './compare-fields.ts';
import { FieldNames } from './field-names.ts';
import { isDefault, isDefaulted } from './is-defaulted.ts';
import { readNamedField } from './read-named-field.ts';

/** How the fields that patches have set, or would set, differ in a pod that runs from those of a new one. */
export interface PatchedFields {
  /** By an annotation, or values in it, that have changed since the pod was created. */
  readonly changes: readonly FieldDifference[];
  /** By other clients and webhooks: the patches are what they were. */
  readonly since: readonly FieldDifference[];
}

export function comparePatched(live: Pod, anew: NewPod): PatchedFields {
  const [had, gets] = [confirmStatus(live), readNewStatus(anew)];
  const names = [...(had?.patched ?? []), ...(gets?.patched ?? [])];
  if (names.length === 0) return { changes: [], since: [] };
  const isSame = arePatchesSame(had, gets, anew);
  const known = new FieldNames(names);
  const again = applyAgain(live, anew, !isSame).filter(
    ({ field, had, gets }) => gets !== undefined || (known.reach(field) && !isDefault(field, had)),
  );
  if (isSame) return { changes: [], since: again };
  const told = new FieldNames(again.map(({ field }) => field));
  const former = listFormer(live, anew.pod, had?.patched ?? []);
  return { changes: [...again, ...former.filter(({ field }) => !told.hold(field))], since: [] };
}

/** A status that its template has says nothing of what became of the pod. */
function arePatchesSame(had: PodStatus | undefined, gets: PodStatus | undefined, anew: NewPod): boolean {
  return anew.carried !== true && had?.patchesHash !== undefined && had.patchesHash === gets?.patchesHash;
}

/** What the patches of a new pod would change in the one that runs: defaults that it has got since are no difference. */
function applyAgain(live: Pod, { pod, decision }: NewPod, exact: boolean): FieldDifference[] {
  if (decision.outcome !== 'mount') return [];
  try {
    const { patches, volumes } = decision.configuration;
    // By the annotation's own, after the patches.
    const replaced = volumes.map(({ volume }) => elementPath('spec.volumes', volume.name));
    const again = patches.reduce<object>((merged, { patch }) => mergePod(merged, patch), live);
    return compareFields(live, again, exact).filter(
      ({ field }) => !replaced.some(path => isWithin(field, path)),
    );
  } catch (error) {
    // Others have left nothing that the patch could be applied to.
    if (!(error instanceof PatchError)) throw error;
    const { path } = error;
    return [{ field: path, had: readNamedField(live, path), gets: readNamedField(pod, path) }];
  }
}

function isWithin(field: string, path: string): boolean {
  return field === path || field.startsWith(`${path}.`);
}

/** What earlier patches have set, and a new pod has otherwise. */
function listFormer(live: Pod, pod: Pod, patched: readonly string[]): FieldDifference[] {
  if (patched.length === 0) return [];
  const names = new FieldNames(patched);
  return compareFields(live, pod, true).filter(({ field, gets, had }) => {
    if (names.reach(field)) return gets !== undefined || !isDefault(field, had);
    return names.hold(field) && (gets !== undefined || !isDefaulted(field, had));
  });
}
