import { indexData, maskSecrets } from '../kubelet/find-data.ts';
import { findKyvernoReferences } from '../lint/find-kyverno-references.ts';
import { findNoEffect } from '../lint/find-no-effect.ts';
import { findOrphans, type TriedSet } from '../lint/find-orphans.ts';
import { findReplaced } from '../lint/find-replaced.ts';
import { findSubstituted } from '../lint/find-substituted.ts';
import type { Finding } from '../lint/finding.ts';
import { indexRenamed } from '../lint/index-renamed.ts';
import { lintObject } from '../lint/lint-object.ts';
import { lintSet } from '../lint/lint-set.ts';
import { withServiceAccount } from '../lint/with-service-account.ts';
import { listGivenKinds } from '../preview/source-state.ts';
import type { CliContext } from './context.ts';
import { describeNothing, tellUnrendered } from './describe-nothing.ts';
import { NegativeResult } from './negative-result.ts';
import { type Progress, startProgress } from './progress.ts';
import { type Inputs, readInputs } from './read-inputs.ts';
import { renderFindings } from './render-findings.ts';

export interface LintOptions {
  readonly output: string;
  readonly namespace: string;
  readonly clusterDomain?: string;
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
    const inputs = await readInputs(paths, options, context, progress);
    const found = await findAll(inputs, context, progress);
    const unchecked = findUnchecked(paths, inputs, found);
    if (unchecked.length === 0) tellUnrendered(inputs, found, context);
    const findings = [...found, ...unchecked];
    progress.end();
    renderFindings(sort(findings), inputs, options.output, context);
    if (findings.some(({ severity }) => options.strict || severity === 'error')) throw new NegativeResult();
  } finally {
    progress.end();
  }
}

async function findAll(inputs: Inputs, { stop, stderr }: CliContext, progress: Progress): Promise<Finding[]> {
  const { objects, sets, problems, remarks } = inputs;
  const plain = objects.map(({ object }) => object);
  const findIn = indexData(plain);
  const explainIn = indexRenamed(plain);
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
    const find = maskSecrets(findIn(set.namespace));
    const explain = explainIn(set.namespace);
    const linted = await lintSet(withServiceAccount(set, plain), find, given, explain);
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
    ...remarks.map(remark => ({ severity: 'warning', code: 'read-otherwise', ...remark }) as const),
    ...objects.flatMap(lintObject),
    ...findNoEffect(objects, sets),
    ...findOrphans(objects, tried),
    ...findReplaced(objects, tried),
    ...findSubstituted(objects, sets),
    ...findKyvernoReferences(objects),
  ];
}

/** Where no StatefulSet is annotated, unless another finding says why. A chart or a kustomization may be that, beside others. */
function findUnchecked(paths: readonly string[], inputs: Inputs, found: readonly Finding[]): Finding[] {
  const isSaid = found.some(({ code }) => code === 'invalid-input' || code === 'no-effect');
  if (isSaid || inputs.sets.some(({ annotation }) => annotation !== undefined)) return [];
  const [path = STDIN] = paths;
  return [
    {
      severity: 'warning',
      code: 'nothing-checked',
      file: path === STDIN ? '<stdin>' : path,
      line: 1,
      column: 1,
      message: `no pod was checked: ${describeNothing(inputs, 'lint')}`,
    },
  ];
}

const STDIN = '-';

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
