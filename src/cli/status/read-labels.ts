import type { ObjectReader } from '../../cluster/object-reader.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import type { Notes } from './notes.ts';

type Labels = Readonly<Record<string, string>>;

/** The labels of namespaces, by which the API server tells whether to call the webhook. */
export async function readLabels(
  reader: ObjectReader,
  namespaces: readonly string[],
  notes: Notes,
): Promise<(namespace: string) => Reading<Labels>> {
  const found = new Map<string, Reading<Labels>>();
  const read = async (name: string) => {
    const resource = { api: 'api/v1', resource: 'namespaces' };
    const what = `whether the webhook is called in namespace ${name}`;
    const namespace = await notes.orUnknown(what, reader.get<Namespace>(resource, name));
    found.set(name, namespace === UNKNOWN ? UNKNOWN : (namespace?.metadata.labels ?? {}));
  };
  await Promise.all(namespaces.map(read));
  return namespace => found.get(namespace);
}

interface Namespace {
  readonly metadata: { readonly labels?: Labels };
}
