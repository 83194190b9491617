import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePods, type PolicyCase } from './policy-case.ts';
import { openSide, type Side } from './side.ts';

/** Two namespaces: in one a policy configures the pods, in the other the webhook does. */
export class Pair {
  readonly policy: Side;
  readonly webhook: Side;
  /** Of the sets that are in the cluster: of either side. */
  readonly #uids = new Map<PolicyCase, readonly (string | undefined)[]>();

  static async open(byPolicy: string, byWebhook: string): Promise<Pair> {
    return new Pair(await openSide(byPolicy), await openSide(byWebhook));
  }

  private constructor(policy: Side, webhook: Side) {
    this.policy = policy;
    this.webhook = webhook;
  }

  async createSet(policyCase: PolicyCase): Promise<void> {
    const { exported } = policyCase;
    this.#uids.set(policyCase, [
      await this.policy.createSet(exported),
      await this.webhook.createSet(exported),
    ]);
  }

  /**
   * A policy takes a moment until it acts, and a set until policies see it. What is not as expected after ten seconds is left
   * to the test of its case, which says more.
   */
  async waitInForce(cases: readonly PolicyCase[]): Promise<void> {
    const deadline = performance.now() + 10_000;
    for (const policyCase of cases) {
      const [pod = {}] = this.#makePods(policyCase)[0];
      const isInForce = async () => (await this.policy.tryOut(pod)).outcome === policyCase.expected;
      while (!(await isInForce()) && performance.now() < deadline) await sleep(200);
    }
  }

  /** Asserts that both make the same of every pod of a case, and that it is what the case expects. */
  async assertAlike(
    policyCase: PolicyCase,
    expected = policyCase.expected,
    ordinals = policyCase.ordinals,
  ): Promise<void> {
    const [sent, sentToWebhook] = this.#makePods(policyCase, ordinals);
    for (const [index, pod] of sent.entries()) {
      const verdict = await this.policy.tryOut(pod);
      const wanted = await this.webhook.tryOut(sentToWebhook[index] ?? {});
      const messages = `policy: ${verdict.message}; webhook: ${wanted.message}`;
      assert.equal(wanted.outcome, expected, messages);
      assert.equal(verdict.outcome, expected, messages);
      assert.deepEqual(verdict.pod, wanted.pod);
      // The policy for the short form leaves the hash empty.
      const isHashed = !verdict.status?.endsWith(',"annotationHash":""}');
      assert.equal(verdict.status, isHashed ? wanted.status : wanted.status?.replace(/[0-9a-f]+"}$/, '"}'));
    }
  }

  #makePods(policyCase: PolicyCase, ordinals = policyCase.ordinals): readonly [object[], object[]] {
    const [uid, webhookUid] = this.#uids.get(policyCase) ?? [];
    const pods = { ...policyCase, ordinals };
    return [makePods(pods, uid), makePods(pods, webhookUid)];
  }
}
