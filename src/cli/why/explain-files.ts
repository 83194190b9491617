import { Reason } from '../../admission/reason.ts';
import { findUnrendered } from '../../cluster/find-unrendered.ts';
import { describeProblem, readManifests } from '../../cluster/object-files.ts';
import { ObjectReader } from '../../cluster/object-reader.ts';
import type { Explanation } from '../../status/explanation.ts';
import type { FoundObject } from '../../yaml/kubernetes-object.ts';
import type { CliContext } from '../context.ts';
import { listHints } from '../describe-nothing.ts';
import { asUsageError } from '../read-inputs.ts';
import { chooseDomain } from '../status/choose-domain.ts';
import { connect } from '../status/connect.ts';
import { Notes } from '../status/notes.ts';
import { readLabels } from '../status/read-labels.ts';
import { readWebhook } from '../status/read-webhook.ts';
import { UsageError } from '../usage-error.ts';
import { type Answers, explainEach } from './explain-each.ts';
import { explainPodInFiles } from './explain-pod-in-files.ts';
import type { Beyond } from './file-surroundings.ts';
import { namespaceOf, place } from './found-objects.ts';
import type { WhyOptions } from './why-options.ts';

/**
 * Explains pods by what is in files; the one that there is, if no name is given.
 *
 * @throws UsageError when a file cannot be read.
 */
export async function explainFiles(
  paths: readonly string[],
  names: readonly string[],
  options: WhyOptions,
  context: CliContext,
): Promise<Answers> {
  const { stdin, stop } = context;
  const { objects, problems } = await readManifests(paths, { stdin, stop }).catch(asUsageError);
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(describeProblem(problem));
  const hints = listHints({ objects, unrendered: await findUnrendered(paths), sets: [] }, 'why POD -f');
  const asked = names.length === 0 ? [undefined] : names;
  const { namespace } = options;
  const beyond = isClusterNamed(options) ? await readBeyond(objects, options, context) : undefined;
  const clusterDomain = chooseDomain(options.clusterDomain, beyond?.webhook);
  return explainEach(asked, name =>
    addHints(() => explainPodInFiles(objects, name, namespace, beyond, clusterDomain), hints),
  );
}

/** They may say why a pod is not annotated, or not found. */
async function addHints(explain: () => Promise<Explanation>, hints: readonly string[]): Promise<Explanation> {
  try {
    const explanation = await explain();
    if (explanation.decision.reason !== Reason.notAnnotated) return explanation;
    return { ...explanation, notes: [...explanation.notes, ...hints] };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError([error.message, ...hints].join('; '));
  }
}

/** Files ask no cluster unless one is named. */
function isClusterNamed({ kubeconfig, context }: WhyOptions): boolean {
  return kubeconfig !== undefined || context !== undefined;
}

async function readBeyond(
  objects: readonly FoundObject[],
  options: WhyOptions,
  context: CliContext,
): Promise<Beyond> {
  const { connection } = await connect(options, context.env);
  try {
    const reader = new ObjectReader(connection, context.stop);
    const notes = new Notes();
    const namespaces = new Set(objects.map(one => namespaceOf(place(one, options.namespace))));
    const [webhook, labelsOf] = await Promise.all([
      readWebhook(reader, notes, new Notes()),
      readLabels(reader, [...namespaces], notes),
    ]);
    return { webhook, labelsOf, notes: notes.list() };
  } finally {
    await connection.close();
  }
}
