import type { Content } from '../annotation/pod-configuration.ts';

/** Whether a pod's content is that ConfigMap or Secret. */
export function isOf(
  { kind, name }: { readonly kind: string; readonly name: string },
  content: Content,
): boolean {
  const shown = kind === 'ConfigMap' ? 'configMap' : 'secret';
  return Reflect.get(content, shown) === name;
}
