import type { TryOut, Verdict } from './api-verdict.ts';
import { OWN_REASONS } from './own-reasons.ts';
import { predict } from './predict.ts';
import type { ValidityCase } from './validity-case.ts';

/** How the API server's verdict on a pod and ours agree. */
export type Judgement =
  | { readonly is: 'taken' }
  /** For the same cause as the API server, or for a reason of ours. */
  | { readonly is: 'denied'; readonly reason: string | undefined }
  /** The pod is invalid without us, too. */
  | { readonly is: 'invalid' }
  | { readonly is: 'wrong'; readonly what: string };

export async function judge(one: ValidityCase, tryOut: TryOut, pods: string): Promise<Judgement> {
  const verdict = await tryOut(pods, one.pod);
  const said = verdict.by === 'webhook' ? verdict.message : undefined;
  for (const [who, predicted] of await predict(one)) {
    if (predicted !== said) return wrong(one, `${who} said ${predicted}`, verdict);
  }
  if (verdict.by === 'taken') return { is: 'taken' };
  if (verdict.by === 'webhook') return judgeDenial(one, verdict, await tryOut(pods, unseen(one.configured)));
  const alone = await tryOut(pods, unseen(one.pod));
  return alone.by === 'kubernetes' ? { is: 'invalid' } : wrong(one, 'without us it is taken', verdict);
}

function judgeDenial(one: ValidityCase, verdict: Verdict & { by: 'webhook' }, without: Verdict): Judgement {
  if (without.by === 'kubernetes') return { is: 'denied', reason: undefined };
  const [reason] = Object.entries(OWN_REASONS).find(([, pattern]) => pattern.test(verdict.message)) ?? [];
  return reason === undefined
    ? wrong(one, 'the API server would take it', verdict)
    : { is: 'denied', reason };
}

function wrong({ title }: ValidityCase, why: string, verdict: Verdict): Judgement {
  return { is: 'wrong', what: `${JSON.stringify(verdict)}, but ${why}: ${title}` };
}

/** The webhook is called for pods that have the label, and for no others. */
function unseen({ metadata, ...pod }: ValidityCase['pod']): object {
  const { labels, ...others } = metadata as typeof metadata & { readonly labels: Record<string, string> };
  const { 'statefulset.kubernetes.io/pod-name': _, ...left } = labels;
  return { ...pod, metadata: { ...others, labels: left } };
}
