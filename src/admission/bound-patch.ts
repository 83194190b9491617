import type { Receivers } from '../annotation/list-receivers.ts';
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
  boundPlacements(elements);
  // To measure exactly costs several times as much, and hardly any patch comes near the bound.
  if (estimateBytes(configuration, elements) > MAX_PATCH_BYTES) boundBytes(configuration, elements);
}

/** A part of the annotation that goes into containers, or a volume, which goes into the pod once. */
interface Element {
  readonly where: string;
  readonly value: object;
  readonly receivers: number;
  readonly isVolume: boolean;
}

function listElements({ volumes, env, envFrom }: PodConfiguration, pod: PodContainers): Element[] {
  const elements: Element[] = [];
  const add = (value: object, { where, ...receivers }: Receivers & { readonly where: string }) =>
    elements.push({ where, value, receivers: pod.count(receivers, where), isVolume: false });
  for (const configured of volumes) {
    const { where, volume, mount } = configured;
    elements.push({ where, value: volume, receivers: 1, isVolume: true });
    if (mount !== undefined) add(mount, configured);
  }
  for (const configured of env) add(configured.variable, configured);
  for (const configured of envFrom) add(configured.source, configured);
  return elements;
}

function boundPlacements(elements: readonly Element[]): void {
  const placed = elements.filter(({ isVolume }) => !isVolume);
  const got = placed.reduce((sum, { receivers }) => sum + receivers, 0);
  if (got <= MAX_PLACEMENTS) return;
  throw new TooLargeError(
    'the mounts and variables of all containers together',
    { bound: MAX_PLACEMENTS, got, unit: 'in a pod' },
    `${nameLargest(placed, ({ receivers }) => receivers)} goes to most containers: name \`containers\` there, or use fewer elements`,
  );
}

/** No fewer than there are: none of a configuration's characters takes more than six bytes, as `\u0001` does. */
function estimateBytes({ characters }: PodConfiguration, elements: readonly Element[]): number {
  const receivers = elements.reduce((most, element) => Math.max(most, element.receivers), 1);
  return (elements.length * OPERATION_BYTES * 4 + characters * 6) * receivers;
}

function boundBytes({ files }: PodConfiguration, elements: readonly Element[]): void {
  const bytesOf = ({ value, receivers }: Element) => measure(value) * receivers;
  const got = elements.reduce((sum, element) => sum + bytesOf(element), measure(files));
  if (got <= MAX_PATCH_BYTES) return;
  throw new TooLargeError(
    'the patch of the pod',
    { bound: MAX_PATCH_BYTES, got, unit: 'bytes, values counted once for each container that they go to' },
    `${nameLargest(elements, bytesOf)} takes most: name \`containers\` there, or put large texts into ConfigMaps`,
  );
}

/** Bytes of an operation with this value. */
function measure(value: object): number {
  return OPERATION_BYTES + Buffer.byteLength(JSON.stringify(value));
}

/** `{"op":"add","path":"/spec/initContainers/4095/volumeMounts/-","value":},` */
const OPERATION_BYTES = 72;

function nameLargest(elements: readonly Element[], sizeOf: (element: Element) => number): string {
  return elements.reduce((most, element) => (sizeOf(element) > sizeOf(most) ? element : most)).where;
}
