import type { FoundAnnotation } from '../admission/find-annotation.ts';
import type {
  Annotation,
  EnvRequest,
  ImageSource,
  SourceRequest,
  VolumeRequest,
} from '../annotation/annotation.ts';
import type { Field } from '../annotation/field.ts';
import type { Place } from '../annotation/place.ts';
import type { ConfiguredEnv, ConfiguredPatch } from '../annotation/pod-configuration.ts';
import { isGuessed } from '../annotation/revision-label.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { DataKind } from '../kubelet/find-data.ts';
import { describeMissing, type MissingPart } from '../kubelet/source-view.ts';
import type { PodPreview } from '../preview/preview-pod.ts';
import type { FoundObject } from '../yaml/kubernetes-object.ts';
import { type Finding, findingAt } from './finding.ts';
import type { ExplainRename } from './index-renamed.ts';
import { isOf } from './is-of.ts';

/**
 * What the kubelet would hold pods up for, once for all pods that wait for it. Objects of a kind of which
 * there is none among the inputs are passed over: they will be elsewhere.
 */
export function findMissing(
  found: FoundObject,
  { path }: FoundAnnotation,
  annotation: Annotation,
  pods: readonly PodPreview[],
  given: ReadonlySet<DataKind>,
  explainRename: ExplainRename,
): Finding[] {
  const waiting = new Map<string, { part: MissingPart; first: PodPreview; names: string[] }>();
  for (const pod of pods) {
    for (const part of listMissing(pod).filter(({ kind, name }) => given.has(kind) && !isGuessed(name))) {
      const key = describeMissing(part);
      const known = waiting.get(key) ?? { part, first: pod, names: [] };
      if (!known.names.includes(pod.name)) known.names.push(pod.name);
      waiting.set(key, known);
    }
  }
  return [...waiting].map(([what, { part, first, names }]) => {
    const at = findPlace(part, annotation, first)?.offsetAt(0);
    const waits = `${what} is not among the inputs: ${describePods(names)} would wait for it`;
    const hint = isRenamable(part, at) ? explainRename(part.kind, part.name) : undefined;
    const message = hint === undefined ? waits : `${waits}; ${hint}`;
    const place = at === undefined ? ['spec', 'template', 'spec'] : path;
    return findingAt(found, 'warning', codeOf(part), message, place, at);
  });
}

/** A name in the template, rather than the annotation, has been changed with the object's. */
function isRenamable({ key }: MissingPart, at: number | undefined): boolean {
  return key === undefined && at !== undefined;
}

function listMissing({ containers }: PodPreview): MissingPart[] {
  return containers.flatMap(({ mounts, environment }) =>
    [...mounts.flatMap(({ sources }) => sources), ...environment].flatMap(({ missing }) => missing),
  );
}

function codeOf({ kind, key }: MissingPart): Finding['code'] {
  if (key !== undefined) return 'missing-key';
  return kind === 'ConfigMap' ? 'missing-configmap' : 'missing-secret';
}

function describePods(names: readonly string[]): string {
  const [first = '', second] = names.map(shortLine);
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} other pods`;
}

/** Where the annotation names the object, for this pod; undefined when the template itself does. */
function findPlace(part: MissingPart, annotation: Annotation, pod: PodPreview): Place | undefined {
  return findName(part, annotation, pod)?.place ?? findPatch(part, pod)?.place;
}

/** It may name the object in any of many fields. */
function findPatch({ name }: MissingPart, { decision }: PodPreview): ConfiguredPatch | undefined {
  if (decision.outcome !== 'mount') return undefined;
  return decision.configuration.patches.find(({ patch }) =>
    JSON.stringify(patch).includes(JSON.stringify(name)),
  );
}

function findName(part: MissingPart, annotation: Annotation, { decision }: PodPreview): Field | undefined {
  if (decision.outcome !== 'mount') return undefined;
  const { volumes, env, envFrom, leftOut } = decision.configuration;
  const asking = env.find(variable => isKeyOf(part, variable));
  if (asking !== undefined) return keyOf(annotation.env.find(({ where }) => where === asking.where));
  const absent = new Set(leftOut.map(({ where }) => where));
  for (const { where, contents } of volumes) {
    const index = contents.findIndex(content => isOf(part, content));
    const request = annotation.volumes.find(volume => volume.where === where);
    if (index !== -1 && request !== undefined) return nameOf(listSources(request, absent)[index]);
  }
  const variable = env.find(({ content }) => content !== undefined && isOf(part, content));
  const source = annotation.env.find(({ where }) => where === variable?.where)?.source;
  if (source !== undefined && 'name' in source) return source.name;
  const from = envFrom.find(({ content }) => isOf(part, content));
  return annotation.envFrom.find(({ where }) => where === from?.where)?.name;
}

/** Whether a variable has its value from the key that is missing. */
function isKeyOf(part: MissingPart, { content, variable }: ConfiguredEnv): boolean {
  if (part.key === undefined || content === undefined || !isOf(part, content)) return false;
  return Object.values(variable.valueFrom ?? {}).some(selector => selector.key === part.key);
}

function keyOf(request: EnvRequest | undefined): Field | undefined {
  return request !== undefined && 'key' in request.source ? request.source.key : undefined;
}

/** Those that the pod gets: one for each of its contents. */
function listSources(
  { where, source }: VolumeRequest,
  absent: ReadonlySet<string>,
): readonly (SourceRequest | ImageSource)[] {
  if (source.kind !== 'projected') return [source];
  return source.sources.filter((_, index) => !absent.has(`${where}.sources[${index}]`));
}

function nameOf(source: SourceRequest | ImageSource | undefined): Field | undefined {
  return source !== undefined && 'name' in source ? source.name : undefined;
}
