import { quoteText } from '../../bounds/quote-text.ts';
import { elementPath, fieldPath } from '../field-path.ts';
import { isObject, isScalar, type JsonObject } from '../json.ts';
import { checkInitContainer } from './check-probes.ts';
import type { Complaint } from './complaint.ts';

export function checkPodSpec(spec: JsonObject, path: string): readonly Complaint[] {
  const containers = listObjects(spec['containers']);
  const all = [...listObjects(spec['initContainers']), ...containers];
  return [
    ...(containers.length === 0
      ? [{ path: fieldPath(path, 'containers'), message: 'expected a container, got none' }]
      : []),
    ...listObjects(spec['initContainers']).flatMap(container =>
      checkInitContainer(container, elementPath(fieldPath(path, 'initContainers'), container['name'])),
    ),
    ...checkUnique(all, 'name', fieldPath(path, 'containers')),
    ...checkUnique(listObjects(spec['schedulingGates']), 'name', fieldPath(path, 'schedulingGates')),
    ...checkUnique(listObjects(spec['volumes']), 'name', fieldPath(path, 'volumes')),
    ...checkConstraints(
      listObjects(spec['topologySpreadConstraints']),
      fieldPath(path, 'topologySpreadConstraints'),
    ),
  ];
}

export function checkContainer({ image, ports }: JsonObject, path: string): readonly Complaint[] {
  const message =
    'expected an image, which is missing: if the pod should have this container already, correct its name';
  return [
    ...(typeof image === 'string' && image !== '' ? [] : [{ path, message }]),
    ...checkUnique(listObjects(ports), 'name', fieldPath(path, 'ports')),
  ];
}

/** A patch finds them by their topologyKey alone. */
function checkConstraints(constraints: readonly JsonObject[], path: string): readonly Complaint[] {
  const kinds = constraints.map(({ topologyKey, whenUnsatisfiable }) =>
    [topologyKey, whenUnsatisfiable].filter(isScalar).join(' with '),
  );
  return describeRepeated(kinds, path, 'constraints');
}

function checkUnique(objects: readonly JsonObject[], field: string, path: string): readonly Complaint[] {
  const names = objects.map(object => object[field]).filter(name => typeof name === 'string' && name !== '');
  return describeRepeated(names as string[], path, `${field}s`);
}

function describeRepeated(names: readonly string[], path: string, what: string): readonly Complaint[] {
  const seen = new Set<string>();
  const repeated = new Set(names.filter(name => seen.size === seen.add(name).size));
  return [...repeated].map(name => ({
    path,
    message: `expected different ${what}, got ${quoteText(name)} twice`,
  }));
}

function listObjects(list: unknown): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
