import { quoteText } from '../bounds/quote-text.ts';
import { AnnotationError } from './annotation-error.ts';
import type { ContainerNames, PodConfiguration } from './pod-configuration.ts';

/**
 * Refuses what one container would get twice: two volumes at one path, one variable with two values.
 *
 * @throws AnnotationError naming both requests.
 */
export function refuseRepetitions({ volumes, env }: Pick<PodConfiguration, 'volumes' | 'env'>): void {
  if (volumes.length < 2 && env.length < 2) return;
  refuse(
    'mountPath',
    volumes.flatMap(({ where, mount, containers }) =>
      mount === undefined ? [] : [{ where, key: mount.mountPath.replace(/\/+$/, ''), containers }],
    ),
  );
  refuse(
    'name',
    env.map(({ where, variable, containers }) => ({ where, key: variable.name, containers })),
  );
}

interface Claim {
  readonly where: string;
  readonly key: string;
  readonly containers: ContainerNames;
}

function refuse(field: string, claims: readonly Claim[]): void {
  const byKey = new Map<string, Claim[]>();
  for (const claim of claims) {
    const others = byKey.get(claim.key) ?? [];
    const other = others.find(({ containers }) => overlap(containers, claim.containers));
    if (other !== undefined) {
      throw new AnnotationError(
        `${claim.where}: expected another ${field} than that of ${other.where}, got ${quoteText(claim.key)} for both, in the same container`,
      );
    }
    byKey.set(claim.key, [...others, claim]);
  }
}

function overlap(one: ContainerNames, other: ContainerNames): boolean {
  return one === undefined || other === undefined || one.some(name => other.includes(name));
}
