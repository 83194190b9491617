import { STATUS_ANNOTATION } from '../src/admission/status.ts';

interface AnnotatedPod {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> | null };
}

/** The paths of the fields that patches set, as the pod's status lists them. */
export function readPatched({ metadata }: AnnotatedPod): readonly string[] {
  const status = JSON.parse(metadata?.annotations?.[STATUS_ANNOTATION] ?? '{}') as { patched?: string[] };
  return status.patched ?? [];
}
