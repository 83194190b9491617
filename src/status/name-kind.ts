/** For kubectl: where OpenKruise is installed, `statefulset` and `sts` alone may be either's. */
export function nameKind({ apiVersion }: { readonly apiVersion: string }): string {
  return `statefulset.${apiVersion.split('/', 1)[0]}`;
}
