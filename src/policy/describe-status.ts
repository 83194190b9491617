import { Cel, type Value } from './cel.ts';
import type { PolicyVariables } from './describe-environment.ts';
import type { PolicyVolume } from './describe-volumes.ts';
import { printJson } from './print-json.ts';

/** What an annotation asks for, for a policy. */
export interface Described {
  readonly volumes: readonly PolicyVolume[];
  readonly env: readonly PolicyVariables[];
  readonly envFrom: readonly PolicyVariables[];
}

/** CEL that gives the status annotation, the same as the webhook's. */
export function printStatus({ volumes, env, envFrom }: Described, hash: string): string {
  return printJson({
    ordinal: new Cel('variables.ordinal', 'int'),
    volumes: volumes.map(describeVolume),
    env: env.length === 0 ? undefined : env.map(({ content }) => content),
    envFrom: envFrom.length === 0 ? undefined : envFrom.map(({ content }) => content),
    annotationHash: hash,
  });
}

function describeVolume({ volume, mount, contents }: PolicyVolume): Value {
  const [first] = contents;
  const shown = contents.length === 1 ? first : { sources: contents };
  return { name: volume.name, mountPath: mount?.mount.mountPath, ...shown };
}
