import { Command, Option } from 'commander';
import { clusterDomainOption } from './cluster-domain-option.ts';
import type { CliContext } from './context.ts';

/** `per-pod-config status`: what the pods of annotated StatefulSets have, in a live cluster. */
export function makeStatusCommand(context: CliContext): Command {
  return new Command('status')
    .description(
      'Show what each pod of annotated StatefulSets has, whether that is what it would get now, and how the ' +
        'webhook is. Reads only, with your own rights: what you may not read becomes a note.',
    )
    .argument('[statefulsets...]', 'StatefulSets; all that are annotated if left out')
    .addOption(namespaceOption())
    .addOption(new Option('-A, --all-namespaces', 'of all namespaces').conflicts('namespace'))
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .addOption(clusterDomainOption(DOMAIN_FOUND))
    .addOption(
      new Option('-o, --output <format>', 'how to print it').default('table').choices(['table', 'json']),
    )
    .option('-w, --watch', 'read again every 2 seconds, and show what has changed, until Ctrl-C')
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options) => {
      // The client takes a good part of a second to load: only who asks a cluster pays for it.
      const { showStatus } = await import('./status/show-status.ts');
      await showStatus(names, options, context);
    });
}

export function namespaceOption(): Option {
  return new Option('-n, --namespace <namespace>', "namespace (default: the context's)");
}

export function contextOption(): Option {
  return new Option('--context <context>', 'context of the kubeconfig (default: its current one)');
}

export function kubeconfigOption(): Option {
  return new Option('--kubeconfig <file>', 'kubeconfig (default: $KUBECONFIG, ~/.kube/config)');
}

export const DOMAIN_FOUND = "that of the webhook's arguments";

const EXAMPLES = `
Exit code: 0 when nothing needs attention, 1 when something does, or when it could not be told, 2 when called
in a wrong way. With --watch, 0 once it is asked to end.

Examples:
  # all annotated StatefulSets of the namespace, and the webhook
  $ per-pod-config status
  # some of them
  $ per-pod-config status web db -n prod
  # one, until all is well
  $ until per-pod-config status web -n prod; do sleep 2; done
  # as a plugin of kubectl, of all namespaces
  $ kubectl per-pod-config status -A
  # the pods that must be re-created
  $ per-pod-config status -o json | jq -r '.statefulSets[].pods[] | select(.recreate).name'`;
