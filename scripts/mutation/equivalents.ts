import type { Mutant } from './find-mutants.ts';

/** A change after which the program does the same: no test can notice it. */
export type Equivalent = Pick<Mutant, 'file' | 'within' | 'from' | 'to'> & { readonly reason: string };

export const EQUIVALENTS: readonly Equivalent[] = [
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
    file: 'src/lint/find-missing.ts',
    within: "return source === undefined || source.kind === 'files' ? undefined : source.name;",
    from: "source.kind === 'files'",
    to: 'false',
    reason:
      'the source of an object is never one of files, which have no name, either: only the compiler asks',
  },
  {
    file: 'src/status/collect-pods.ts',
    within: 'awaited: blocker !== undefined && blocker < ordinal ? nameOf(set, blocker) : undefined,',
    from: 'blocker !== undefined',
    to: 'true',
    reason: 'undefined is below no number: only the compiler asks for this',
  },
  {
    file: 'src/status/match-pod.ts',
    within: 'if (gets === undefined || lacks(live, anew)) return Match.outdated;',
    from: 'gets === undefined',
    to: 'false',
    reason:
      'a pod that gets something says so in its status, and one that gets nothing lacks: only the compiler asks',
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
