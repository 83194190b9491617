import type { EnvVariable, Pod } from '../admission/pod.ts';
import { type PodStatus, readStatus } from '../admission/read-status.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { confirmStatus } from './confirm-status.ts';
import type { NewPod } from './create-anew.ts';
import { findDetails } from './find-details.ts';
import { listContainers } from './list-containers.ts';
import { describeMount, listMounts, type PodMount } from './list-mounts.ts';
import { readReference } from './list-referred.ts';
import { comparePatched } from './patched/compare-patched.ts';
import { describeGain } from './patched/describe-field.ts';

/**
 * What a new pod gets and the one that is there has not, and the other way round, each in a few words that go on from
 * "it gets". Nothing where they are the same but for an order or a name.
 *
 * @param created as the webhook has just configured it.
 */
export function findChanges(live: Pod, created: NewPod): string[] {
  const anew = created.pod;
  const [hadStatus, getsStatus] = [confirmStatus(live), readStatus(anew)];
  const [had, gets] = [listObjects(live, hadStatus), listObjects(anew, getsStatus)];
  return [
    ...comparePatched(live, created).changes.map(describeGain),
    ...compareMounts(had, gets),
    ...compareContainers(had, gets, namesIn(live), namesIn(anew)),
    ...findDetails(live, anew),
    ...compareVariables(listVariables(live, hadStatus), listVariables(anew, getsStatus)),
  ];
}

function listObjects(pod: Pod, status: PodStatus | undefined): PodMount[] {
  return listMounts(pod, status).filter(({ kind }) => kind !== 'Variables');
}

/** Those that one of them has. Where both have something at a path, or one thing at two, it is told as one change. */
function compareMounts(had: readonly PodMount[], gets: readonly PodMount[]): string[] {
  const gone = had.filter(mount => !gets.some(other => isSame(mount, other)));
  const added = gets
    .filter(mount => !had.some(other => isSame(mount, other)))
    .map(mount => {
      const index = gone.findIndex(other => replaces(mount, other));
      const [former] = index < 0 ? [] : gone.splice(index, 1);
      return `${describeMount(mount)}${former === undefined ? '' : describeFormer(mount, former)}`;
    });
  return [...added, ...gone.map(mount => `no ${describeMount(mount)}`)];
}

function isSame(one: PodMount, other: PodMount): boolean {
  return describeMount(one) === describeMount(other);
}

function replaces(mount: PodMount, former: PodMount): boolean {
  return former.path === mount.path || describeNames(former) === describeNames(mount);
}

function describeFormer(mount: PodMount, former: PodMount): string {
  const place = former.path === null ? 'in the environment' : `at ${former.path}`;
  return ` instead of ${former.path === mount.path ? describeNames(former) : place}`;
}

function describeNames({ kind, names }: PodMount): string {
  return `${kind} ${names.join(', ')}`;
}

/** Of containers that both pods have: others come and go with the template, or with other webhooks. */
function compareContainers(
  had: readonly PodMount[],
  gets: readonly PodMount[],
  present: readonly string[],
  future: readonly string[],
): string[] {
  return gets.flatMap(mount => {
    const former = had.find(other => isSame(mount, other));
    if (former === undefined) return [];
    const more = mount.containers.filter(name => present.includes(name) && !former.containers.includes(name));
    const fewer = former.containers.filter(name => future.includes(name) && !mount.containers.includes(name));
    return [
      ...more.map(name => `${describeMount(mount)} in container ${name}, too`),
      ...fewer.map(name => `${describeMount(mount)} no longer in container ${name}`),
    ];
  });
}

function namesIn(pod: Pod): string[] {
  return listContainers(pod).map(({ name }) => name);
}

function compareVariables(had: ReadonlyMap<string, string>, gets: ReadonlyMap<string, string>): string[] {
  const changed = [...gets].flatMap(([name, value]) => {
    const former = had.get(name);
    if (former === value) return [];
    const sign = value.startsWith('"') ? '=' : ' from ';
    return [`variable ${name}${sign}${value}${former === undefined ? '' : ` instead of ${former}`}`];
  });
  return [...changed, ...[...had.keys()].filter(name => !gets.has(name)).map(name => `no variable ${name}`)];
}

/** Those of the annotation, whose values are no secrets: whoever may read the StatefulSet can work them out. */
function listVariables(pod: Pod, status: PodStatus | undefined): ReadonlyMap<string, string> {
  const names = new Set(status?.env ?? []);
  const found = listContainers(pod).flatMap(({ env }) => env ?? []);
  return new Map(
    found.filter(({ name }) => names.has(name)).map(variable => [variable.name, describeValue(variable)]),
  );
}

/** A text in quotes, or where it is read from. */
function describeValue(variable: EnvVariable): string {
  const { value = '', valueFrom } = variable;
  if (valueFrom == null) return quoteText(value);
  const [reference] = readReference(variable);
  if (reference === undefined) return describeField(valueFrom);
  const { kind, name, key, optional } = reference;
  return `key ${shortLine(key)} of ${kind} ${shortLine(name)}${optional ? ', which is optional' : ''}`;
}

function describeField(valueFrom: object): string {
  const { fieldRef }: { readonly fieldRef?: { readonly fieldPath?: string } } = valueFrom;
  return `field ${shortLine(fieldRef?.fieldPath ?? '')}`;
}
