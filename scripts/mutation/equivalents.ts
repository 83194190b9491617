import type { Mutant } from './find-mutants.ts';

/** A change after which the program does the same: no test can notice it. */
export type Equivalent = Pick<Mutant, 'file' | 'within' | 'from' | 'to'> & { readonly reason: string };

export const EQUIVALENTS: readonly Equivalent[] = [
  {
    file: 'src/admission/compare/clean-path.ts',
    within: "if (typeof path !== 'string' || CLEAN.test(path)) return path;",
    from: 'CLEAN.test(path)',
    to: 'false',
    reason: 'a clean path stays the same when it is cleaned',
  },
  {
    file: 'src/admission/compare/core-shapes.ts',
    within: 'if (one === other) return 0;',
    from: 'one === other',
    to: 'false',
    reason: 'with the same path the order stays as it is, whichever of 0 and 1 says so',
  },
  {
    file: 'src/admission/compare/core-shapes.ts',
    within: 'return one < other ? -1 : 1;',
    from: 'one < other',
    to: 'one <= other',
    reason: 'the same ones have been told apart before',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'if (count > FEW) return this.#mountsOf(container).get(clean) ?? [];',
    from: 'count > FEW',
    to: 'true',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'if (count > FEW) return this.#mountsOf(container).get(clean) ?? [];',
    from: 'count > FEW',
    to: 'false',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'if (count > FEW) return this.#mountsOf(container).get(clean) ?? [];',
    from: 'count > FEW',
    to: 'count >= FEW',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'if (count > FEW) return this.#mountsOf(container).get(clean) ?? [];',
    from: 'count > FEW',
    to: 'count <= FEW',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'const FEW = 16;',
    from: '16',
    to: '17',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'const FEW = 16;',
    from: '16',
    to: '15',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/admission/pod-index.ts',
    within: 'const count = (volumeMounts?.length ?? 0) + (volumeDevices?.length ?? 0);',
    from: '(volumeMounts?.length ?? 0) + (volumeDevices?.length ?? 0)',
    to: '(volumeMounts?.length ?? 0) - (volumeDevices?.length ?? 0)',
    reason: 'both ways find the same: which is taken only decides how long that takes',
  },
  {
    file: 'src/annotation/expression/scan-expression.ts',
    within: 'while (position < template.length && position - start <= MAX_EXPRESSION_LENGTH) {',
    from: 'position < template.length',
    to: 'true',
    reason:
      'behind its end a template has empty characters, which change nothing until the greatest length is reached',
  },
  {
    file: 'src/annotation/expression/scan-expression.ts',
    within: 'while (position < template.length && position - start <= MAX_EXPRESSION_LENGTH) {',
    from: 'position < template.length',
    to: 'position <= template.length',
    reason: 'the one character more is empty, and changes nothing',
  },
  {
    file: 'src/annotation/expression/scan-expression.ts',
    within: 'for (let at = start + delimiter.length; at < template.length; at++) {',
    from: 'at < template.length',
    to: 'at <= template.length',
    reason: 'the one character more is empty, and closes no string',
  },
  {
    file: 'src/status/collect-pods.ts',
    within: 'awaited: blocker !== undefined && blocker < ordinal ? nameOf(set, blocker) : undefined,',
    from: 'blocker !== undefined',
    to: 'true',
    reason: 'undefined is below no number: only the compiler asks for this',
  },
  {
    file: 'src/status/report-webhook.ts',
    within: 'return configuration === UNKNOWN ? [] : (configuration?.webhooks ?? []);',
    from: 'configuration === UNKNOWN',
    to: 'false',
    reason: 'the text `unknown` has no member `webhooks`, either',
  },
  {
    file: 'src/status/report-webhook.ts',
    within: 'if (chain === undefined || chain === UNKNOWN || service === undefined) return undefined;',
    from: 'chain === UNKNOWN',
    to: 'false',
    reason: 'the text `unknown` has no certificate in it, either',
  },
];
