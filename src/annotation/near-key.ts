import { editDistance } from '../bounds/closest-name.ts';
import { ANNOTATION_KEY } from './annotation.ts';

/**
 * Whether a key of an annotation or label is not the annotation's, but somebody may have meant it: `per-pod-conf`, `perPodConfig`,
 * `per-pod-config/path`, `example.com/per-pod-config`. The keys that per-pod-config itself writes are not.
 */
export function isNearKey(key: string): boolean {
  if (key === ANNOTATION_KEY || OWN_KEYS.test(key) || key.length > LONGEST) return false;
  return key.split('/').some(isNear);
}

/**
 * `per-pod-config/status` and `per-pod-config/file-0-conf` on pods; on a StatefulSet `per-pod-config/retried-at`, and
 * `per-pod-config/annotated`, the label of component guard-labels.
 */
const OWN_KEYS = new RegExp(`^${ANNOTATION_KEY}/(status$|retried-at$|annotated$|file-)`);

/** A longer one is no slip of the finger. */
const LONGEST = 64;

function isNear(part: string): boolean {
  const letters = lettersOf(part);
  if (letters.startsWith(STEM)) return true;
  const slips = letters.includes('pod') ? MAX_SLIPS : 1;
  return Math.abs(letters.length - MEANT.length) <= slips && editDistance(letters, MEANT) <= slips;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

const MEANT = lettersOf(ANNOTATION_KEY);

/** `per-pod-configuration`, `per-pod-configmap`. */
const STEM = lettersOf('per-pod-conf');

/** Of the letters alone. With more, `pod-config` and `per-node-config` would be near. */
const MAX_SLIPS = 2;

/** All of the letters but those. */
export const SHORTEST_NEAR_KEY = MEANT.length - MAX_SLIPS;
