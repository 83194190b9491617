import type { Pod } from './pod.ts';
import { isTokenVolume } from './token-volume.ts';

/**
 * The patched pod without what the API server has derived, before the webhook was called, from a field that the patch changes.
 * It derives the same again afterwards, and refuses a pod in which it finds another value than that: plugins Priority,
 * RuntimeClass and ServiceAccount. What the patch itself has set stays.
 */
export function dropDerived(before: Pod, after: Pod): Pod {
  if (before.spec === after.spec) return after;
  const fields = DERIVED.filter(({ from }) => read(before, from) !== read(after, from)).flatMap(
    ({ derived }) => derived,
  );
  const gone = fields.filter(field => read(before, field) === read(after, field));
  const spec = gone.length === 0 ? after.spec : omit(after.spec, gone);
  return withoutToken(before, { ...after, spec });
}

const DERIVED = [
  { from: 'priorityClassName', derived: ['priority', 'preemptionPolicy'] },
  { from: 'runtimeClassName', derived: ['overhead'] },
] as const;

function read({ spec }: Pod, field: string): unknown {
  return Reflect.get(spec, field);
}

function omit<T extends object>(object: T, names: readonly string[]): T {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))) as T;
}

/** A pod that is to have no token has it already, when webhooks are called. */
function withoutToken(before: Pod, after: Pod): Pod {
  const { automountServiceAccountToken: mounts, volumes, containers, initContainers } = after.spec;
  if (mounts !== false || before.spec.automountServiceAccountToken === false) return after;
  const isToken = ({ name }: { readonly name: string }) => isTokenVolume(name);
  if (volumes?.some(isToken) !== true) return after;
  const unmount = <C extends Pod['spec']['containers'][number]>(container: C): C => ({
    ...container,
    volumeMounts: container.volumeMounts?.filter(mount => !isToken(mount)),
  });
  const spec = {
    ...after.spec,
    volumes: volumes.filter(volume => !isToken(volume)),
    containers: containers.map(unmount),
    ...(initContainers == null ? {} : { initContainers: initContainers.map(unmount) }),
  };
  return { ...after, spec };
}
