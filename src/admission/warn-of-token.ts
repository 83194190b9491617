import { cleanAbsolute } from '../annotation/clean-path.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { findTokenConflicts } from './check-mounts.ts';
import { TOKEN_PATH } from './describe-conflict.ts';
import { hasToken } from './foresee-token.ts';
import type { Pod } from './pod.ts';
import { systemOf } from './system-of.ts';
import type { PodWarning } from './warn-of-pod.ts';

/** Mounts that collide with the token of a ServiceAccount, if the pod gets one, or if the image has a usual link. */
export function warnOfToken(pod: Pod, { volumes }: PodConfiguration): PodWarning[] {
  if (hasToken(pod) === false || systemOf(pod.spec) !== 'linux') return [];
  const placed = volumes.flatMap(configured => {
    const { mount } = configured;
    return mount === undefined
      ? []
      : [{ configured, volume: mount.name, path: cleanAbsolute(mount.mountPath) }];
  });
  const near = placed.filter(({ path }) => path === TOKEN_PATH || path.startsWith(`${TOKEN_PATH}/`));
  // Each is tried with the whole pod.
  const colliding = near
    .slice(0, MAX_TRIED)
    .filter(({ configured }) => findTokenConflicts(pod, { volumes: [configured] }).length > 0);
  return [
    ...colliding.map(({ volume }) => warning(volume, COLLIDES)),
    ...placed
      .filter(({ path }) => LINKED.has(path))
      .map(({ volume, path }) => warning(volume, describeLinked(path))),
  ];
}

const MAX_TRIED = 3;

function warning(volume: string, message: string): PodWarning {
  return { code: 'token-path', volume, message };
}

const COLLIDES = `the token of the ServiceAccount is at ${TOKEN_PATH}: pods are denied, unless automountServiceAccountToken is false`;

function describeLinked(path: string): string {
  return `most images link /var/run to /run: the token of the ServiceAccount would be in ${shortLine(path)}; name another path`;
}

const LINKED: ReadonlySet<string> = new Set([
  '/run',
  '/run/secrets',
  '/run/secrets/kubernetes.io',
  '/run/secrets/kubernetes.io/serviceaccount',
]);
