import { Command, CommanderError } from 'commander';
import { escapeLine } from '../bounds/escape-controls.ts';
import { makeCertsCommand } from './certs-command.ts';
import type { CliContext } from './context.ts';
import { escapeMessages, escapeOutput } from './escape-output.ts';
import { makeExportCommand } from './export-command.ts';
import { makeLintCommand } from './lint-command.ts';
import { NegativeResult } from './negative-result.ts';
import { makePreviewCommand } from './preview-command.ts';
import { readVersion } from './read-version.ts';
import { makeRetryCommand } from './retry-command.ts';
import { makeServeCommand } from './serve-command.ts';
import { makeStatusCommand } from './status-command.ts';
import { UsageError } from './usage-error.ts';
import { makeWhyCommand } from './why-command.ts';

/**
 * Runs the program with the arguments after its name and gives its exit code: 0, 1 when it failed or found
 * something that is not well, 2 when it was called in a wrong way.
 */
export async function runCli(args: readonly string[], streams: CliContext): Promise<number> {
  const stdout = escapeOutput(streams.stdout);
  const context = { ...streams, stdout, stderr: escapeMessages(streams.stderr) };
  try {
    await makeProgram(context).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said what is wrong already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (error instanceof NegativeResult) return FAILURE;
    context.stderr.write(`error: ${escapeLine(describe(error as Error))}\n`);
    return error instanceof UsageError ? USAGE : FAILURE;
  }
}

function describe({ name, message }: Error): string {
  return name === 'AbortError' ? 'interrupted' : message;
}

const FAILURE = 1;
const USAGE = 2;

function makeProgram(context: CliContext): Command {
  const program = new Command(context.programName ?? 'per-pod-config')
    .description(
      'Kubernetes admission webhook: every pod of a StatefulSet gets the configuration of its ordinal.',
    )
    .version(readVersion())
    .addCommand(makePreviewCommand(context))
    .addCommand(makeLintCommand(context))
    .addCommand(makeExportCommand(context))
    .addCommand(makeServeCommand(context))
    .addCommand(makeStatusCommand(context))
    .addCommand(makeWhyCommand(context))
    .addCommand(makeRetryCommand(context))
    .addCommand(makeCertsCommand(context));
  for (const command of listCommands(program)) {
    command.exitOverride().configureOutput({
      writeOut: text => context.stdout.write(text),
      writeErr: text => context.stderr.write(text),
      // Commander puts its suggestion on a line of its own; an error is one line.
      outputError: (text, write) => write(`${text.trimEnd().replaceAll('\n', ' ')}\n`),
    });
  }
  return program;
}

function listCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(listCommands)];
}
