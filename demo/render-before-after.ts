import { styleText } from 'node:util';
import { diffLines } from 'diff';
import { stringify } from 'yaml';
import type { AdmittedPod } from './admit-pods.ts';

/** A pod as it came and as it went, line by line: what the webhook added is marked with a plus. */
export function renderBeforeAfter({ name, before, after }: AdmittedPod): string {
  const lines = diffLines(stringify(before), stringify(after)).flatMap(({ value, added }) =>
    value
      .trimEnd()
      .split('\n')
      .map(line => (added ? green(`+ ${line}`) : `  ${line}`)),
  );
  return `Pod ${name}; the lines with a plus are the webhook's:\n\n${lines.join('\n')}\n\n`;
}

function green(text: string): string {
  return styleText('green', text, { stream: process.stdout });
}
