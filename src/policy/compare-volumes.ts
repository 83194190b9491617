/** CEL, as all below. */
export const PRESENT_VOLUMES = 'object.spec.?volumes.orValue([])';

/**
 * Whether volume `v` of the pod is another one than `w`. Once the pod is configured, another policy may have changed modes,
 * and whether an object is optional.
 */
export const DIFFERS = `v.name == w.volume.name && v != w.volume && !(variables.seen && ${showsSame('v', 'w.volume')})`;

function showsSame(one: string, other: string): string {
  const others = listShown(other);
  return listShown(one)
    .map((part, index) => `${part} == ${others[index]}`)
    .join('\n    && ');
}

function listShown(volume: string): string[] {
  return [
    `${volume}.?configMap.?name.orValue("")`,
    listItems(`${volume}.?configMap`),
    `${volume}.?secret.?secretName.orValue("")`,
    listItems(`${volume}.?secret`),
    `${volume}.?projected.?sources.orValue([]).map(s, [${listProjected()}])`,
  ];
}

function listItems(source: string): string {
  return `${source}.?items.orValue([]).map(i, [i.key, i.path])`;
}

/** What a source of a projected volume shows. */
function listProjected(): string {
  const parts = [
    's.?configMap.?name.orValue("")',
    listItems('s.?configMap'),
    's.?secret.?name.orValue("")',
    listItems('s.?secret'),
    's.?downwardAPI.?items.orValue([]).map(i, [i.path, i.?fieldRef.?fieldPath.orValue("")])',
  ];
  return parts.map(part => `dyn(${part})`).join(', ');
}

/** Whether what volume `v` of the pod holds is configuration: it is of these types, and an emptyDir is not filled by anything. */
export const HOLDS_NO_DATA = `v.all(k, k in ["name", "configMap", "secret", "downwardAPI", "projected", "emptyDir"])
    && v.?projected.?sources.orValue([]).all(s, s.all(k, k in ["configMap", "secret", "downwardAPI", "clusterTrustBundle"]))
    && !(has(v.emptyDir) && (
      object.spec.?initContainers.orValue([]).exists(c, c.?volumeMounts.orValue([]).exists(m, m.name == v.name && !m.?readOnly.orValue(false)))
      || variables.places.exists(p, p.container.?env.orValue([]).exists(e, e.?valueFrom.?fileKeyRef.?volumeName.orValue("") == v.name))
    ))`;
