import type { Finding } from '../lint/finding.ts';
import type { CliContext } from './context.ts';
import { draw } from './escape-output.ts';
import { escapeTexts } from './escape-texts.ts';
import type { Inputs } from './read-inputs.ts';
import { readTerminal, type Terminal } from './terminal.ts';

/** Writes findings as compilers do, as JSON or as a GitHub workflow's annotations. */
export function renderFindings(
  findings: readonly Finding[],
  { sets }: Inputs,
  format: string,
  { stdout, stderr, env }: CliContext,
): void {
  const count = {
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    statefulSets: sets.length,
  };
  if (format === 'json') {
    stdout.write(`${JSON.stringify({ findings, ...count }, undefined, 2)}\n`);
    return;
  }
  const terminal = readTerminal(stdout, env);
  for (const finding of findings) {
    const shown = escapeTexts(finding);
    if (format === 'github') stdout.write(toCommand({ ...shown, file: finding.file }));
    else draw(stdout, toText(shown, terminal));
  }
  stderr.write(
    `${plural(count.statefulSets, 'StatefulSet')}: ${plural(count.errors, 'error')}, ${plural(count.warnings, 'warning')}\n`,
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function toText(
  { file, line, column, severity, object, message, code }: Finding,
  terminal: Terminal,
): string {
  const [first = '', ...rest] = message.split('\n');
  const shown = terminal.style(severity === 'error' ? 'red' : 'yellow', severity);
  const head = `${file}:${line}:${column}: ${shown}: ${object === undefined ? '' : `${object}: `}${first} [${code}]\n`;
  return head + rest.map(text => `    ${text}\n`).join('');
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function toCommand({ file, line, column, severity, object = 'input', message, code }: Finding): string {
  const properties = { file, line, col: column, title: `${code}: ${object}` };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity} ${list.join(',')}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
