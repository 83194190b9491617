import { listOrdinals } from '../admission/list-ordinals.ts';
import { MAX_PODS_CHECKED } from '../bounds/bounds.ts';
import { exportSet } from '../policy/export-set.ts';
import type { Selector } from '../policy/match-pods.ts';
import type { Refusal } from '../policy/refusal.ts';
import { denyUnread } from '../preview/deny-unread.ts';
import { previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import { nameOf } from './tell-mistakes.ts';

/** The policies of a StatefulSet, or why there are none. */
export interface ExportedSet {
  readonly title: string;
  readonly objects: readonly object[];
  readonly refusals: readonly Refusal[];
}

export async function exportFound(found: FoundSet, params: boolean, stop: AbortSignal): Promise<ExportedSet> {
  const { set, namespace, annotation } = found;
  const title = `StatefulSet ${nameOf(found)}`;
  if (annotation === undefined) return { title, objects: [], refusals: [] };
  const denied = await findDenied(found, annotation.text, stop);
  if (denied.length > 0) return { title, objects: [], refusals: denied };
  const selector = readSelector(found);
  return { title, objects: [], refusals: [], ...exportSet({ set, namespace, annotation, selector, params }) };
}

/** What the webhook would deny pods of the StatefulSet for: in its own words, as nobody will say them later. */
async function findDenied({ set, namespace }: FoundSet, text: string, stop: AbortSignal): Promise<Refusal[]> {
  const unread = denyUnread(text);
  const messages = new Set(unread === undefined ? [] : [`${unread.reason}: ${unread.message}`]);
  for (const ordinal of unread === undefined ? listOrdinals(set, MAX_PODS_CHECKED) : []) {
    stop.throwIfAborted();
    const { decision } = await previewPod(set, ordinal, namespace, () => undefined);
    if (decision.outcome === 'deny') messages.add(`${decision.reason}: ${decision.message}`);
  }
  return [...messages].map(message => ({ code: 'denied', message }));
}

/** What is in it the API server checks, when the policies are applied. */
function readSelector({ found }: FoundSet): Selector {
  const spec: unknown = Reflect.get(found.object, 'spec');
  const { matchLabels, matchExpressions } = Object(Object(spec).selector);
  return {
    ...(isMapping(matchLabels) ? { matchLabels } : {}),
    ...(Array.isArray(matchExpressions) ? { matchExpressions } : {}),
  };
}

function isMapping(value: unknown): value is Readonly<Record<string, string>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
