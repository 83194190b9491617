import { styleText } from 'node:util';
import Table from 'cli-table3';
import { diffLines } from 'diff';
import { stringify } from 'yaml';
import type { AdmittedPod } from './admit-pods.ts';

/** A table of what each pod got: with lines and colour on a terminal, else words and spaces. */
export function renderTable(pods: readonly AdmittedPod[]): string {
  const table = new Table({
    head: ['POD', 'ORDINAL', 'CONFIGMAP', 'PATH', 'FILES'],
    style: { head: process.stdout.isTTY ? ['bold'] : [], border: [], compact: true },
    ...(process.stdout.isTTY ? {} : { chars: PLAIN }),
  });
  for (const { name, ordinal, mounts } of pods) {
    if (mounts.length === 0) table.push([name, ordinal, '-', '-', '-']);
    for (const { configMap, path, files } of mounts) {
      table.push([name, ordinal, green(configMap), path, files.join(', ')]);
    }
  }
  return `${table.toString().replaceAll(/ +$/gm, '')}\n`;
}

/** One pod as it came and as it went, line by line: what the webhook added is marked with a plus. */
export function renderBeforeAfter(pods: readonly AdmittedPod[]): string {
  const pod = pods.find(({ mounts }) => mounts.length > 0);
  if (pod === undefined) return '';
  const lines = diffLines(stringify(pod.before), stringify(pod.after)).flatMap(({ value, added }) =>
    value
      .trimEnd()
      .split('\n')
      .map(line => (added ? green(`+ ${line}`) : `  ${line}`)),
  );
  return `\nPod ${pod.name}; the lines with a plus are the webhook's:\n\n${lines.join('\n')}\n\n`;
}

function green(text: string): string {
  return styleText('green', text, { stream: process.stdout });
}

/** No lines at all, for whatever reads a pipe. */
const PLAIN = {
  ...Object.fromEntries(
    ['top', 'bottom', 'mid', 'left', 'right']
      .flatMap(edge => ['', '-mid', '-left', '-right'].map(part => edge + part))
      .map(name => [name, '']),
  ),
  middle: ' ',
};
