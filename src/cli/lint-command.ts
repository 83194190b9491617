import { Command, Option } from 'commander';
import { clusterDomainOption } from './cluster-domain-option.ts';
import type { CliContext } from './context.ts';

/** `per-pod-config lint`: what is wrong with manifests. */
export function makeLintCommand(context: CliContext): Command {
  return new Command('lint')
    .description(
      'Find what is wrong in manifests: annotations, conflicts, missing objects; no cluster is needed.',
    )
    .argument('<file...>', 'files and folders of YAML or JSON; - is standard input')
    .addOption(
      new Option('-o, --output <format>', 'text, json, or github for annotations of a pull request')
        .default('text')
        .choices(['text', 'json', 'github']),
    )
    .option('-n, --namespace <namespace>', 'namespace of objects that name none', 'default')
    .addOption(clusterDomainOption())
    .option('--strict', 'end with 1 on warnings, too', false)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options) => {
      const { lint } = await import('./lint.ts');
      await lint(paths, options, context);
    });
}

const EXAMPLES = `
Exit codes: 0; 1 on errors, with --strict on warnings, too; 2 when called in a wrong way.

Examples:
  $ per-pod-config lint manifests
  # a chart, where warnings count
  $ helm template . | per-pod-config lint --strict -
  # in a GitHub workflow
  $ per-pod-config lint -o github k8s`;
