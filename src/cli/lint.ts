import { indexData, maskSecrets } from '../kubelet/find-data.ts';
import { findKyvernoReferences } from '../lint/find-kyverno-references.ts';
import { findOrphans, type TriedSet } from '../lint/find-orphans.ts';
import { findSubstituted } from '../lint/find-substituted.ts';
import type { Finding } from '../lint/finding.ts';
import { lintObject } from '../lint/lint-object.ts';
import { lintSet } from '../lint/lint-set.ts';
import { withServiceAccount } from '../lint/with-service-account.ts';
import { listGivenKinds } from '../preview/source-state.ts';
import type { CliContext } from './context.ts';
import { NegativeResult } from './negative-result.ts';
import { type Progress, startProgress } from './progress.ts';
import { type Inputs, readInputs } from './read-inputs.ts';
import { renderFindings } from './render-findings.ts';

export interface LintOptions {
  readonly output: string;
  readonly namespace: string;
  readonly strict: boolean;
}

/** @throws NegativeResult when there are errors, or, if they are to count, warnings. */
export async function lint(
  paths: readonly string[],
  options: LintOptions,
  context: CliContext,
): Promise<void> {
  const progress = startProgress(context);
  try {
    const inputs = await readInputs(paths, options.namespace, context, progress);
    const findings = await findAll(inputs, context, progress);
    progress.end();
    renderFindings(sort(findings), inputs, options.output, context);
    if (findings.some(({ severity }) => options.strict || severity === 'error')) throw new NegativeResult();
  } finally {
    progress.end();
  }
}

async function findAll(inputs: Inputs, { stop, stderr }: CliContext, progress: Progress): Promise<Finding[]> {
  const { objects, sets, problems } = inputs;
  const plain = objects.map(({ object }) => object);
  const findIn = indexData(plain);
  const given = listGivenKinds(plain);
  const findings: Finding[] = problems.map(problem => ({
    severity: 'error',
    code: 'invalid-input',
    ...problem,
  }));
  const tried: TriedSet[] = [];
  for (const [index, set] of sets.entries()) {
    stop.throwIfAborted();
    progress.say(`checking: ${index} of ${sets.length} StatefulSets`);
    const linted = await lintSet(withServiceAccount(set, plain), maskSecrets(findIn(set.namespace)), given);
    findings.push(...linted.findings);
    tried.push({ set, pods: linted.pods });
  }
  for (const kind of (['ConfigMap', 'Secret'] as const).filter(
    one => !given.has(one) && isNamed(one, tried),
  )) {
    stderr.write(
      `note: there is no ${kind} among the inputs, so it is not checked whether those named exist\n`,
    );
  }
  return [
    ...findings,
    ...objects.flatMap(lintObject),
    ...findOrphans(objects, tried),
    ...findSubstituted(objects, sets),
    ...findKyvernoReferences(objects),
  ];
}

function isNamed(kind: string, tried: readonly TriedSet[]): boolean {
  return tried.some(({ pods }) =>
    pods.some(({ containers }) =>
      containers.some(({ mounts, environment }) =>
        [...mounts.flatMap(({ sources }) => sources), ...environment].some(
          ({ object }) => object?.kind === kind,
        ),
      ),
    ),
  );
}

function sort(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (one, other) =>
      (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
      one.line - other.line ||
      one.column - other.column,
  );
}
