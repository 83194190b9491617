import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { StatefulSetObject } from '../../../src/admission/statefulset.ts';
import { openApiServer } from '../api-server.ts';
import { type Ran, runProgram } from '../program.ts';

/** Runs `export policy` on a file that holds these objects. */
export async function runExport(sets: readonly StatefulSetObject[], ...args: string[]): Promise<Ran> {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  try {
    const file = join(directory, 'sets.json');
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: sets }));
    return await runProgram('export', 'policy', file, ...args);
  } finally {
    await rm(directory, { recursive: true });
  }
}

interface PolicyObject {
  readonly kind: string;
  readonly metadata: object;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The objects that the command has written, with which they are to be for pods of one namespace alone. */
export async function createPolicies(yaml: string, namespace: string): Promise<void> {
  const server = await openApiServer();
  const objects = parseAllDocuments(yaml).map(document => document.toJS() as PolicyObject | null);
  await Promise.all(
    objects
      .filter(object => object !== null)
      .map(object => server.call('POST', pathOf(object.kind), [201], confine(object, namespace))),
  );
}

/** Whether there are any or not. */
export async function deletePolicies(namespace: string): Promise<void> {
  const server = await openApiServer();
  for (const kind of ['Mutating', 'Validating'].flatMap(kind => [
    `${kind}${POLICY}Binding`,
    `${kind}${POLICY}`,
  ])) {
    await server.call('DELETE', `${pathOf(kind)}?labelSelector=${LABEL}%3D${namespace}`, [200]);
  }
}

const POLICY = 'AdmissionPolicy';
const LABEL = 'per-pod-config-e2e-policies';

function pathOf(kind: string): string {
  return `/apis/admissionregistration.k8s.io/v1/${`${kind.toLowerCase()}s`.replace(/ys$/, 'ies')}`;
}

function confine({ spec, ...object }: PolicyObject, namespace: string): object {
  const matchLabels = { 'kubernetes.io/metadata.name': namespace };
  const place = object.kind.endsWith('Binding') ? 'matchResources' : 'matchConstraints';
  const confined = { ...Object(spec[place]), namespaceSelector: { matchLabels } };
  const metadata = { ...object.metadata, labels: { [LABEL]: namespace } };
  return { ...object, metadata, spec: { ...spec, [place]: confined } };
}
