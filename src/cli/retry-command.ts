import { Command } from 'commander';
import type { CliContext } from './context.ts';
import { contextOption, kubeconfigOption, namespaceOption } from './status-command.ts';

/** `per-pod-config retry`: has the controller of a StatefulSet try at once to create the pods that are missing. */
export function makeRetryCommand(context: CliContext): Command {
  return new Command('retry')
    .description(
      'Have the controller of a StatefulSet try at once to create the pods that are missing. After a failure it waits ' +
        'up to 16 min 40 s. Sets the annotation per-pod-config/retried-at on the StatefulSet, not on its pod template: no ' +
        'pod restarts. You need permission to patch statefulsets.',
    )
    .argument('<statefulsets...>', 'names of StatefulSets')
    .addOption(namespaceOption())
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .addHelpText('after', EXAMPLES)
    .action(async (names: readonly string[], options) => {
      const { retry } = await import('./retry/retry.ts');
      await retry(names, options, context);
    });
}

const EXAMPLES = `
Exit code: 0 when all of them were annotated, 1 when one was not, 2 when called in a wrong way.

Examples:
  $ per-pod-config retry web -n prod
  # as a plugin of kubectl, a StatefulSet of OpenKruise
  $ kubectl per-pod-config retry statefulset.apps.kruise.io/web -n prod`;
