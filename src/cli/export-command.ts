import { Command } from 'commander';
import type { CliContext } from './context.ts';

/** `per-pod-config export policy`: policies that do without a webhook what manifests ask for. */
export function makeExportCommand(context: CliContext): Command {
  return new Command('export')
    .description('Write objects for a cluster that has no webhook.')
    .addCommand(makePolicyCommand(context));
}

function makePolicyCommand(context: CliContext): Command {
  return new Command('policy')
    .description(
      'Write MutatingAdmissionPolicies (Kubernetes 1.36 and later) that configure the pods of annotated StatefulSets.',
    )
    .argument('[file...]', 'files and folders of YAML or JSON; - is standard input')
    .option('-n, --namespace <namespace>', 'namespace of objects that name none', 'default')
    .option('--set <name>', 'only this StatefulSet')
    .option(
      '--params',
      'let the policies read the StatefulSet: for an annotation on it, and for index, replicas and peers',
      false,
    )
    .option('--short-form', 'write one policy for all pods whose own annotation is an absolute path', false)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options) => {
      const { exportPolicies } = await import('./export-policies.ts');
      await exportPolicies(paths, options, context);
    });
}

const EXAMPLES = `
Exit codes: 0; 1 when an input is not valid or asks for what a policy cannot do, and then nothing is written;
2 when called in a wrong way.

Examples:
  $ per-pod-config export policy k8s | kubectl apply --server-side -f -
  # for all StatefulSets whose template has the annotation as a path
  $ per-pod-config export policy --short-form | kubectl apply --server-side -f -`;
