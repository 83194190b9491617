import { Command, InvalidArgumentError, Option } from 'commander';
import { clusterDomainOption } from './cluster-domain-option.ts';
import type { CliContext } from './context.ts';
import { parseOrdinals, parseReplicas } from './parse-ordinals.ts';

/** `per-pod-config preview`: what every pod would get, from files. */
export function makePreviewCommand(context: CliContext): Command {
  return new Command('preview')
    .description('Show what each pod would get, from manifests; no cluster is needed.')
    .argument('<file...>', 'files and folders of YAML or JSON; - is standard input')
    .addOption(
      new Option(
        '-o, --output <format>',
        'table, json, yaml (the pods), patch (JSON Patch) or files=DIR (what each container would see)',
      )
        .default('table')
        .argParser(parseOutput),
    )
    .option('-n, --namespace <namespace>', 'namespace of objects that name none', 'default')
    .addOption(clusterDomainOption())
    .option('--set <name>', 'only this StatefulSet')
    .addOption(
      new Option('--ordinal <ordinals>', 'only these pods: 2, 0,3 or 4-7; also beyond replicas').argParser(
        parseOrdinals,
      ),
    )
    .addOption(
      new Option('--replicas <count>', 'as if the StatefulSets had so many').argParser(parseReplicas),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options) => {
      const { preview } = await import('./preview.ts');
      await preview(paths, options, context);
    });
}

const FORMATS = ['table', 'json', 'yaml', 'patch'];

function parseOutput(text: string): string {
  if (FORMATS.includes(text) || /^files=./.test(text)) return text;
  throw new InvalidArgumentError(`expected one of ${FORMATS.join(', ')}, files=DIR.`);
}

const EXAMPLES = `
Exit codes: 0; 1 when a pod would be denied or an input is not valid; 2 when called in a wrong way.

Examples:
  # what each pod would get
  $ per-pod-config preview manifests/examples/node-config
  # from a chart, and from a cluster
  $ helm template . | per-pod-config preview -
  $ kubectl get statefulsets.apps,configmaps -o yaml | per-pod-config preview -
  # how two pods differ
  $ per-pod-config preview k8s -o files=out && diff -r out/default/web/web-0 out/default/web/web-1
  # what the next replica would need
  $ per-pod-config preview k8s --set web --ordinal 3`;
