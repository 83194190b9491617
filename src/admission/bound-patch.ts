import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { MAX_PATCH_BYTES, MAX_PLACEMENTS } from '../bounds/bounds.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import type { PodContainers } from './pod-containers.ts';

/**
 * Bounds the patch of a pod before any of it is built: its placements (mounts and variables, each counted once for each
 * container that it goes to) and its bytes.
 *
 * @throws TooLargeError naming the element that takes most.
 * @throws AnnotationError when an element goes to no container.
 */
export function boundPatch(configuration: PodConfiguration, containers: PodContainers): void {
  const elements = listElements(configuration, containers);
  const placements = elements.reduce((sum, { receivers }) => sum + receivers, 0);
  if (placements > MAX_PLACEMENTS) {
    throw new TooLargeError(
      'the mounts and variables of all containers together',
      { bound: MAX_PLACEMENTS, got: placements, unit: 'in a pod' },
      `${nameLargest(elements, ({ receivers }) => receivers)} goes to most containers: name \`containers\` there, or use fewer elements`,
    );
  }
  boundBytes(configuration, elements);
}

/** A part of the annotation, and what it costs. */
interface Element {
  readonly where: string;
  /** What goes into the pod once, and what goes into each container that receives it. */
  readonly once: object | undefined;
  readonly each: object | undefined;
  readonly receivers: number;
}

function listElements({ volumes, env, envFrom }: PodConfiguration, containers: PodContainers): Element[] {
  const count = (names: readonly string[] | undefined, where: string) =>
    containers.select(names, where).length;
  return [
    ...volumes.map(({ where, volume, mount, containers: names }) => ({
      where,
      once: volume,
      each: mount,
      receivers: mount === undefined ? 0 : count(names, where),
    })),
    ...env.map(({ where, variable, containers: names }) => ({
      where,
      once: undefined,
      each: variable,
      receivers: count(names, where),
    })),
    ...envFrom.map(({ where, source, containers: names }) => ({
      where,
      once: undefined,
      each: source,
      receivers: count(names, where),
    })),
  ];
}

function boundBytes({ files }: PodConfiguration, elements: readonly Element[]): void {
  let bytes = weigh(files);
  const weighed = elements.map(element => {
    const weight = weighElement(element);
    bytes += weight;
    return { where: element.where, weight };
  });
  if (bytes <= MAX_PATCH_BYTES) return;
  throw new TooLargeError(
    'the patch of the pod',
    {
      bound: MAX_PATCH_BYTES,
      got: bytes,
      unit: 'bytes, values counted once for each container that they go to',
    },
    `${nameLargest(weighed, ({ weight }) => weight)} takes most: name \`containers\` there, or put large texts into ConfigMaps`,
  );
}

function weighElement({ once, each, receivers }: Element): number {
  return (once === undefined ? 0 : weigh(once)) + (each === undefined ? 0 : weigh(each) * receivers);
}

/** Bytes of an operation with this value. */
function weigh(value: object): number {
  return OPERATION_BYTES + Buffer.byteLength(JSON.stringify(value));
}

/** `{"op":"add","path":"/spec/initContainers/4095/volumeMounts/-","value":},` */
const OPERATION_BYTES = 72;

function nameLargest<T extends { readonly where: string }>(
  elements: readonly T[],
  sizeOf: (element: T) => number,
): string {
  return elements.reduce((most, element) => (sizeOf(element) > sizeOf(most) ? element : most)).where;
}
