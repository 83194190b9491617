/** The value of a field by its path, as the status of a pod names it: `spec.containers[web].args`. */
export function readPath(object: object, path: string): unknown {
  let value: unknown = object;
  for (const [, name = '', element] of path.matchAll(/([^.[\]]+)(?:\[([^\]]+)\])?/g)) {
    value = Reflect.get(Object(value), name);
    if (element !== undefined) value = (value as { name: string }[]).find(one => one.name === element);
  }
  return value;
}
