import type { ConfiguredVolume } from '../annotation/pod-configuration.ts';
import type { Difference } from './compare/find-difference.ts';
import type { Data } from './describe-data.ts';

/** What is in the way of a configuration, where, and what to do about it: each a sentence. */

export function volumeInTheWay({ volume, where }: ConfiguredVolume): string {
  return (
    `the pod has another volume named "${volume.name}"; rename it in the StatefulSet's template, or ` +
    `give a name in ${where} of the annotation`
  );
}

export function dataInTheWay({ volume, where, mount }: ConfiguredVolume, { what, remedy }: Data): string {
  const rename =
    mount === undefined
      ? `name another volume in ${where} of the annotation, or give a mountPath there and no name`
      : `give another name, or none, in ${where} of the annotation`;
  return (
    `volume "${volume.name}" of the pod is ${what}, which is never replaced, because the pod may need what it holds; ` +
    (remedy === undefined ? rename : `${remedy}, or ${rename}`)
  );
}

export function mountInTheWay(container: string, path: string, volume: string): string {
  return (
    `container "${container}" has volume "${volume}" at ${path} already; ` +
    `take that mount out of the StatefulSet's template, or name another path in the annotation`
  );
}

export function variableInTheWay(container: string, variable: string): string {
  return (
    `container "${container}" has a variable ${variable} already; ` +
    `take it out of the StatefulSet's template or out of the annotation`
  );
}

/**
 * For what an earlier call has added. A label that an expression uses changes what is expected, and only another webhook or
 * policy can have changed it.
 */
export function changedSince(what: string, { field, expected, got }: Difference): string {
  return (
    `another admission webhook or policy changed ${what}, or a label that the annotation uses, after per-pod-config: ` +
    `${field}: expected ${expected}, got ${got}; exclude the pod from that webhook or policy`
  );
}
