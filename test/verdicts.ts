import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { readExamples } from '../demo/examples.ts';
import { findOrdinal } from '../src/admission/ordinal.ts';
import { findStatefulSetOwner } from '../src/admission/owner.ts';
import type { Pod } from '../src/admission/pod.ts';
import type { StatefulSetObject } from '../src/admission/statefulset.ts';
import { listNewerSets } from './newer-fields.ts';

/** A StatefulSet of an example or a fixture. Whoever judges it must come to one verdict. */
export interface JudgedSet {
  readonly title: string;
  readonly set: StatefulSetObject;
}

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Those of all examples, of all fixtures, and of what the tests on a cluster apply. */
export async function listJudgedSets(): Promise<JudgedSet[]> {
  const examples = await readExamples(folder('../manifests/examples'), []);
  return [
    ...examples.flatMap(({ name, objects }) => pickSets(`example ${name}`, objects)),
    ...listNewerSets().map(({ title, readSet }) => ({ title, set: readSet() })),
    ...['fixtures/lint', 'fixtures/objects', 'e2e/manifests'].flatMap(readSets),
    ...readdirSync(folder('fixtures/admissions')).flatMap(readAdmission),
  ];
}

function readSets(path: string): JudgedSet[] {
  return readdirSync(folder(path)).flatMap(file => {
    const text = readFileSync(folder(`${path}/${file}`), 'utf8');
    const objects = parseAllDocuments(text).map(document => document.toJS() as unknown);
    return pickSets(file, objects);
  });
}

function pickSets(title: string, objects: readonly unknown[]): JudgedSet[] {
  return objects
    .filter(object => Reflect.get(Object(object), 'kind') === 'StatefulSet')
    .map(set => ({ title, set: set as StatefulSetObject }));
}

/** One pod of an admission, as the template of a StatefulSet that has only this one. */
function readAdmission(file: string): JudgedSet[] {
  const text = readFileSync(folder(`fixtures/admissions/${file}`), 'utf8');
  const { pod, statefulSet } = parse(text) as { pod: Pod; statefulSet?: Partial<StatefulSetObject> };
  const owner = findStatefulSetOwner(pod);
  const start = findOrdinal(pod.metadata.name ?? '', owner?.name ?? '');
  if (owner === undefined || start === undefined || start >= 2 ** 31 || wasCalled(pod)) return [];
  const set = {
    apiVersion: owner.apiVersion,
    kind: 'StatefulSet',
    metadata: { name: owner.name, annotations: statefulSet?.metadata?.annotations ?? {} },
    spec: {
      ...statefulSet?.spec,
      replicas: 1,
      ordinals: { start },
      template: { metadata: { labels: {}, annotations: pod.metadata.annotations ?? {} }, spec: pod.spec },
    },
  };
  return [{ title: file, set }];
}

/** A pod on its way, to which an earlier call has written: no template may have that. */
function wasCalled({ metadata: { annotations } }: Pod): boolean {
  return Object.keys(annotations ?? {}).some(key => key.startsWith('per-pod-config/'));
}
