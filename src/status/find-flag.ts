import { type Reading, UNKNOWN } from './reading.ts';
import type { Container, Deployment } from './webhook-facts.ts';

/** The domain that a Deployment of the webhook is told by a flag. */
export function findDeployedDomain(deployment: Reading<Deployment>): string | undefined {
  const spec = deployment === UNKNOWN ? undefined : deployment?.spec.template?.spec;
  return spec?.containers?.map(container => findFlag(container, '--cluster-domain')).find(Boolean);
}

/** Flag and value may be one argument, or two. */
export function findFlag({ args }: Container, flag: string): string | undefined {
  const all = args ?? [];
  const index = all.findLastIndex(arg => arg === flag || arg.startsWith(`${flag}=`));
  const arg = all[index];
  return arg === flag ? all[index + 1] : arg?.slice(flag.length + 1);
}
