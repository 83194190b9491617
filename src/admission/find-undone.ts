import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import type { Turns } from '../bounds/turns.ts';
import { elementPath } from '../patch/field-path.ts';
import { isObject } from '../patch/json.ts';
import { type Change, listChanges } from '../patch/list-changed.ts';
import { mergePod } from '../patch/merge-pod.ts';
import { PatchError } from '../patch/patch-error.ts';
import { POD } from '../patch/value-type.ts';
import { keepMeaning } from './compare/keep-meaning.ts';
import { dropDerived } from './drop-derived.ts';
import { keepToken } from './keep-token.ts';
import type { Pod } from './pod.ts';
import { isTokenVolume } from './token-volume.ts';

/**
 * The fields that patches, which were applied to the pod, would change again by now. What the API server has made of them since is
 * no difference: defaults, another notation of a quantity, tolerations that it appends, zero values that it drops. Neither is what
 * the annotation itself has put, after its patches, into a list or a container that they replace.
 */
export function* findUndone(pod: Pod, configuration: PodConfiguration): Turns<readonly string[]> {
  try {
    let again = pod;
    for (const { patch } of configuration.patches) {
      again = mergePod(again, patch) as Pod;
      yield;
    }
    const settled = keepMeaning(dropDerived(pod, keepToken(pod, again)), pod, POD) as object;
    return listChanges(pod, settled)
      .filter(change => !isOurs(change, configuration))
      .map(({ field }) => field);
  } catch (error) {
    // Where another webhook has left nothing that the patch could be applied to.
    if (error instanceof PatchError) return [error.path];
    throw error;
  }
}

function isOurs({ field, before, after }: Change, { volumes, env, envFrom }: PodConfiguration): boolean {
  const isVolume = (name: unknown) =>
    isTokenVolume(name) || volumes.some(({ volume }) => volume.name === name);
  if (volumes.some(({ volume }) => isWithin(field, elementPath('spec.volumes', volume.name)))) return true;
  if (after !== undefined) return false;
  if (field.endsWith('.envFrom')) return envFrom.length > 0;
  if (!isObject(before)) return false;
  if (/\.volumeMounts\[[^\]]*\]$/.test(field)) return isVolume(before['name']);
  return env.some(({ variable }) => field.endsWith(elementPath('.env', variable.name)));
}

function isWithin(field: string, parent: string): boolean {
  return field === parent || field.startsWith(`${parent}.`);
}
