import { MAX_CONTAINERS_NAMED } from '../../bounds/bounds.ts';

// What several elements have.

export const text = (description: string) => ({ type: 'string', description }) as const;

/** What YAML takes for a number or boolean is a text there. */
export const anyText = (description: string) =>
  ({ type: ['string', 'number', 'boolean'], description }) as const;

/** The name or key of an object, which may well be a number. */
export const name = (description: string) => ({ type: ['string', 'number'], description }) as const;

export const optional = {
  type: 'boolean',
  description: 'Whether the pod may start without the object or its keys.',
} as const;

/** A DNS label: the name of a volume or container. */
export const LABEL = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';

const names = {
  type: 'array',
  minItems: 1,
  maxItems: MAX_CONTAINERS_NAMED,
  uniqueItems: true,
  items: { type: 'string' },
} as const;

export const containers = {
  ...names,
  description: 'Names of the containers that get it, init containers and sidecars too; all by default.',
} as const;

export const injectedContainers = {
  ...names,
  // Those of `containers` are compared with the template's.
  items: { type: 'string', pattern: LABEL },
  description:
    'Names of containers that get it, too, and that another webhook may add later, such as istio-proxy. ' +
    'Without `containers`, no others do.',
} as const;

/** A literal `true` or `false` switches an element on or off. */
export const when = {
  type: ['string', 'boolean'],
  description:
    'A CEL expression, without $( and ), that gives a bool; where it is false, the element does not exist for that pod.',
} as const;

export function mode(whose: string) {
  const description = `Mode bits ${whose}: 0400 in YAML, 256 in JSON.`;
  return { type: 'integer', minimum: 0, maximum: 0o777, description } as const;
}

export function user(whose: string) {
  const description = `Owner ${whose}, by number: Kubernetes 1.37 with the feature gate AtomicWriteVolumeUserFields.`;
  return { type: 'integer', minimum: 0, maximum: 2_147_483_647, description } as const;
}
