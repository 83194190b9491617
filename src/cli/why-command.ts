import { Command, Option } from 'commander';
import { clusterDomainOption } from './cluster-domain-option.ts';
import type { CliContext } from './context.ts';
import { contextOption, DOMAIN_FOUND, kubeconfigOption, namespaceOption } from './status-command.ts';

/** `per-pod-config why`: the decision for one pod, and what leads there. */
export function makeWhyCommand(context: CliContext): Command {
  return new Command('why')
    .description(
      'Say what one pod gets if it is created now, the steps that lead there, and what it is: a pod of a live ' +
        'cluster, one that is not there but whose StatefulSet is, or one of a file.',
    )
    .argument('[pods...]', 'names of pods; may be left out where a file has one pod')
    .addOption(
      new Option(
        '-f, --filename <file>',
        'read a file, a folder, or - for standard input; may be repeated',
      ).argParser(collect),
    )
    .addOption(namespaceOption())
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .addOption(clusterDomainOption(DOMAIN_FOUND))
    .addOption(
      new Option('-o, --output <format>', 'how to print it').default('text').choices(['text', 'json']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (pods: string[], options) => {
      const { explain } = await import('./why/explain.ts');
      await explain(pods, options, context);
    });
}

function collect(file: string, former: readonly string[] = []): readonly string[] {
  return [...former, file];
}

const EXAMPLES = `
Exit code: 0 when the pod is well, 1 when it needs attention (it is not created, is created without its
configuration, or is not what it would be now), or when that could not be told, 2 when called in a wrong way.

Examples:
  # a pod that runs, or does not
  $ per-pod-config why web-2 -n prod
  # two of them
  $ per-pod-config why web-0 web-1 -n prod
  # before it is applied
  $ per-pod-config why web-2 -f statefulset.yaml
  # with the webhook and the namespaces of a cluster
  $ per-pod-config why web-2 -f statefulset.yaml --context prod
  # out of a pipe
  $ helm template . | per-pod-config why web-2 -f -`;
