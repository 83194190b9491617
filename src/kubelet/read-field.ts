import type { V1Pod } from '@kubernetes/client-node';

/**
 * What the downward API gives for a field of the pod; undefined where only a cluster knows. A label or
 * annotation that is not there is an empty text.
 */
export function readField({ metadata, spec }: V1Pod, path: string): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
  if (map !== undefined) return metadata?.[map as 'labels' | 'annotations']?.[key ?? ''] ?? '';
  switch (path) {
    case 'metadata.name':
      return metadata?.name;
    case 'metadata.namespace':
      return metadata?.namespace;
    case 'metadata.labels':
      return listPairs(metadata?.labels);
    case 'metadata.annotations':
      return listPairs(metadata?.annotations);
    case 'spec.serviceAccountName':
      return spec?.serviceAccountName ?? 'default';
    default:
      return undefined;
  }
}

/** A line for each, in the order of their keys: `a="b"`. */
function listPairs(pairs: Readonly<Record<string, string>> = {}): string {
  return Object.keys(pairs)
    .sort()
    .map(key => `${key}=${JSON.stringify(pairs[key])}`)
    .join('\n');
}
