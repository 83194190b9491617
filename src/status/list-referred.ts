import type { EnvVariable, Pod } from '../admission/pod.ts';
import { listContainers } from './list-containers.ts';
import type { PodMount } from './list-mounts.ts';

/** The objects that variables with these names have their values from, each once. */
export function listReferred(pod: Pod, names: readonly string[]): PodMount[] {
  const referred = new Map<string, PodMount>();
  for (const { name: container, env } of listContainers(pod)) {
    const ours = (env ?? []).filter(({ name }) => names.includes(name));
    for (const { kind, name, optional } of ours.flatMap(readReference)) {
      const known = referred.get(`${kind} ${name}`);
      referred.set(`${kind} ${name}`, {
        kind,
        names: [name],
        path: null,
        optional: optional && (known?.optional ?? true),
        containers: [...new Set([...(known?.containers ?? []), container])],
      });
    }
  }
  return [...referred.values()];
}

/** A key of an object that a variable has its value from. */
export interface KeyReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key: string;
  readonly optional: boolean;
}

/** None for a variable that has no such value. */
export function readReference({ valueFrom }: EnvVariable): KeyReference[] {
  const { configMapKeyRef, secretKeyRef }: References = Object(valueFrom);
  const selector = configMapKeyRef ?? secretKeyRef;
  if (selector == null) return [];
  const { name = '', key = '', optional } = selector;
  const kind = configMapKeyRef == null ? 'Secret' : 'ConfigMap';
  return [{ kind, name, key, optional: optional === true }];
}

/** As the core API has it, and the API server has checked it. */
interface References {
  readonly configMapKeyRef?: Selector | null;
  readonly secretKeyRef?: Selector | null;
}

interface Selector {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}
