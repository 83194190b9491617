import { cleanAbsolute } from '../annotation/clean-path.ts';
import type { ConfiguredVolume } from '../annotation/pod-configuration.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import type { Difference } from './compare/find-difference.ts';
import type { Conflict } from './conflict.ts';
import type { Data } from './describe-data.ts';

/** What is in the way of a configuration, where, and what to do about it. */

export function volumeInTheWay({ volume, where }: ConfiguredVolume): Conflict {
  const rename = `give a name in ${where} of the annotation`;
  return {
    fact: `the pod has another volume named ${quoteText(volume.name)}`,
    remedy: `rename it in the StatefulSet's template, or ${rename}`,
    elsewhere: rename,
  };
}

export function dataInTheWay({ volume, where, mount }: ConfiguredVolume, { what, remedy }: Data): Conflict {
  const rename =
    mount === undefined
      ? `name another volume in ${where} of the annotation, or give a mountPath there and no name`
      : `give another name, or none, in ${where} of the annotation`;
  return {
    fact: `volume ${quoteText(volume.name)} of the pod is ${what}, which is never replaced, because the pod may need what it holds`,
    remedy: remedy === undefined ? rename : `${remedy}, or ${rename}`,
    elsewhere: rename,
  };
}

export function mountInTheWay(container: string, path: string, volume: string): Conflict {
  if (volume.startsWith(TOKEN_VOLUME) && cleanAbsolute(path) === TOKEN_PATH)
    return tokenInTheWay(container, path);
  const has = `volume ${quoteText(volume)} at ${shortLine(path)}`;
  return {
    fact: `container ${quoteText(container)} has ${has} already`,
    remedy: `take that mount out of the StatefulSet's template, or name another path in the annotation`,
    elsewhere: 'name another path in the annotation',
    container: { name: container, has },
  };
}

/** What the ServiceAccount admission plugin adds, before any webhook and to each container. The volume's name is random. */
export const TOKEN_VOLUME = 'kube-api-access-';
export const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Without the volume's name, for the StatefulSet controller repeats the denial in one event only while its text is the same. */
function tokenInTheWay(container: string, path: string): Conflict {
  return {
    fact: `container ${quoteText(container)} has the token of its ServiceAccount at ${shortLine(path)} already`,
    remedy: `name another path in the annotation, or set automountServiceAccountToken: false in the StatefulSet's template`,
  };
}

export function variableInTheWay(container: string, variable: string): Conflict {
  const has = `a variable ${shortLine(variable)}`;
  return {
    fact: `container ${quoteText(container)} has ${has} already`,
    remedy: `take it out of the StatefulSet's template or out of the annotation`,
    elsewhere: 'take it out of the annotation',
    container: { name: container, has },
  };
}

/**
 * For what an earlier call has added. A label or annotation that an expression uses changes what is expected, and only another webhook or
 * policy can have changed it. A container that was added since has what it has from the beginning.
 */
export function changedSince(
  what: string,
  { field, expected, got }: Difference,
  container?: Conflict['container'],
): Conflict {
  return {
    fact:
      `another admission webhook or policy changed ${what}, or a label or annotation of the pod that an expression uses, after per-pod-config: ` +
      `${field}: expected ${expected}, got ${got}`,
    remedy: 'exclude the pod from that webhook or policy',
    ...(container === undefined ? {} : { container }),
  };
}
