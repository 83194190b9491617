import { createHash } from 'node:crypto';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';

/** The key of the annotation that says, on each pod, what was mounted. */
export const STATUS_ANNOTATION = 'per-pod-config/status';

/**
 * The value of the status annotation: JSON with the ordinal, each volume with the object that it shows,
 * and a hash of the annotation, by which to tell whether the annotation has changed since.
 */
export function buildStatus({ ordinal, volumes }: PodConfiguration, annotation: string): string {
  return JSON.stringify({
    ordinal,
    volumes: volumes.map(({ name, mountPath, configMap }) => ({ name, mountPath, configMap })),
    annotationHash: hashAnnotation(annotation),
  });
}

/** 16 hexadecimal digits of SHA-256: it tells texts apart, it keeps no secret. */
export function hashAnnotation(annotation: string): string {
  return createHash('sha256').update(annotation).digest('hex').slice(0, 16);
}
