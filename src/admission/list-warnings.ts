import { ANNOTATION_KEY, type Annotation } from '../annotation/annotation.ts';
import type { Container } from './pod.ts';
import type { StatefulSetObject } from './statefulset.ts';

/**
 * What is legal but unwise, each a sentence.
 *
 * @param checked how many of the set's pods were tried out.
 */
export function listWarnings(set: StatefulSetObject, annotation: Annotation, checked: number): string[] {
  return [
    ...annotation.volumes
      .filter(({ subPath }) => subPath !== undefined)
      .map(
        ({ where }) => `${where}: Kubernetes never updates a subPath mount; mount the folder to see changes`,
      ),
    ...findCopies(set).map(
      name =>
        `init container "${name}" seems to copy configuration still; with the annotation it is not needed`,
    ),
    ...warnOfScaling(set, annotation),
    ...((set.spec.replicas ?? 1) > checked
      ? [`only ${checked} of ${set.spec.replicas} pods were checked`]
      : []),
  ];
}

/**
 * Init containers that run a copying command and mount an emptyDir that another container mounts, too: the
 * workaround that the annotation replaces.
 */
function findCopies({ spec: { template } }: StatefulSetObject): string[] {
  const { initContainers, containers, volumes } = template.spec;
  const emptyDirs = (volumes ?? []).filter(volume => 'emptyDir' in volume).map(({ name }) => name);
  const shared = emptyDirs.filter(name => containers.some(container => mounts(container, name)));
  return (initContainers ?? [])
    .filter(container => copies(container) && shared.some(name => mounts(container, name)))
    .map(({ name }) => name);
}

function mounts({ volumeMounts }: Container, volume: string): boolean {
  return volumeMounts?.some(({ name }) => name === volume) ?? false;
}

function copies({ command, args }: Container): boolean {
  return /\b(cp|rsync|install)\s|>\s*\S/.test([...(command ?? []), ...(args ?? [])].join(' '));
}

/** On the template the annotation is the pods' own, and whoever writes it there thinks of their restart. */
function warnOfScaling(set: StatefulSetObject, { variables }: Annotation): string[] {
  const onTemplate = set.spec.template.metadata?.annotations?.[ANNOTATION_KEY] !== undefined;
  const used = (['replicas', 'peers'] as const).filter(name => variables.has(name));
  if (onTemplate || used.length === 0) return [];
  return [
    `the annotation uses ${used.join(' and ')}: scaling later does not change pods that run; restart them to have it anew`,
  ];
}
