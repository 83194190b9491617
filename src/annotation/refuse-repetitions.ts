import { quoteText } from '../bounds/quote-text.ts';
import { AnnotationError } from './annotation-error.ts';
import { cleanMountPath, type System } from './clean-path.ts';
import type { ContainerNames, PodConfiguration } from './pod-configuration.ts';

/**
 * Refuses what one container would get twice: two volumes at one path, one variable with two values.
 *
 * @throws AnnotationError naming both requests.
 */
export function refuseRepetitions(
  { volumes, env }: Pick<PodConfiguration, 'volumes' | 'env'>,
  system: System = 'linux',
): void {
  const paths = new Claims('mountPath');
  for (const { where, mount, containers } of volumes) {
    if (mount !== undefined) paths.claim(cleanMountPath(mount.mountPath, system), containers, where);
  }
  const names = new Claims('name');
  for (const { where, variable, containers } of env) names.claim(variable.name, containers, where);
}

/** Who has a key in which container. */
class Claims {
  readonly #field: string;
  /** By key, then by container; that of all containers is under `ALL`. */
  readonly #claimed = new Map<string, Map<string, string>>();

  constructor(field: string) {
    this.#field = field;
  }

  claim(key: string, containers: ContainerNames, where: string): void {
    const claimed = this.#claimed.get(key) ?? new Map<string, string>();
    this.#claimed.set(key, claimed);
    const other = findOther(claimed, containers);
    if (other !== undefined) {
      throw new AnnotationError(
        `${where}: expected another ${this.#field} than that of ${other}, got ${quoteText(key)} for both, in the same container`,
      );
    }
    for (const name of containers ?? [ALL]) claimed.set(name, where);
  }
}

/** No container has an empty name. */
const ALL = '';

function findOther(claimed: ReadonlyMap<string, string>, containers: ContainerNames): string | undefined {
  if (containers === undefined) return claimed.values().next().value;
  for (const name of [ALL, ...containers]) {
    const other = claimed.get(name);
    if (other !== undefined) return other;
  }
  return undefined;
}
