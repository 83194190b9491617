import { Command, InvalidArgumentError, Option } from 'commander';
import { isObjectName } from '../cluster/object-name.ts';
import { clusterDomainOption } from './cluster-domain-option.ts';
import type { CliContext } from './context.ts';

/** `per-pod-config serve`: its flags, and what each must be. */
export function makeServeCommand(context: CliContext): Command {
  return new Command('serve')
    .description('Serve the admission webhook until SIGTERM.')
    .addOption(
      new Option('--port <port>', 'HTTPS port for the API server').default(8443).argParser(parsePort),
    )
    .addOption(
      new Option('--health-port <port>', 'HTTP port for /healthz, /readyz and /metrics')
        .default(8080)
        .argParser(parsePort),
    )
    .option(
      '--tls-cert-file <file>',
      'PEM certificate to serve with, read again when it changes; without it, certificates manage themselves',
    )
    .option(
      '--tls-private-key-file <file>',
      'PEM private key of that certificate; read again when it changes',
    )
    .addOption(
      new Option('--ca-days <days>', 'how long a certificate authority that is made is valid')
        .default(365)
        .argParser(parseLifetime)
        .conflicts('tlsCertFile'),
    )
    .addOption(
      new Option('--cert-days <days>', 'how long a serving certificate that is issued is valid')
        .default(90)
        .argParser(parseLifetime)
        .conflicts('tlsCertFile'),
    )
    .addOption(
      new Option('--certificate-secret <name>', 'Secret in which the replicas share certificates and keys')
        .default('per-pod-config-tls')
        .argParser(parseName)
        .conflicts('tlsCertFile'),
    )
    .addOption(
      new Option('--webhook-configuration <name>', 'webhook configurations whose caBundle is looked after')
        .default('per-pod-config')
        .argParser(parseName)
        .conflicts('tlsCertFile'),
    )
    .addOption(
      new Option(
        '--drain-least-seconds <seconds>',
        'how long to serve on after SIGTERM at least: until everybody knows that this replica is not ready',
      )
        .default(10)
        .argParser(parseSeconds),
    )
    .addOption(
      new Option(
        '--drain-seconds <seconds>',
        'how long to serve on after SIGTERM at most, while requests still come',
      )
        .default(20)
        .argParser(parseSeconds),
    )
    .addOption(clusterDomainOption("that of the pod's search list"))
    .option(
      '--kubeconfig <file>',
      "cluster to read StatefulSets from (default: $KUBECONFIG, ~/.kube/config, the pod's own)",
    )
    .addOption(
      new Option(
        '--objects <path>',
        'read StatefulSets from YAML files or folders instead of a cluster',
      ).conflicts('kubeconfig'),
    )
    .addOption(new Option('--log-level <level>', 'least level to log').default('info').choices(LOG_LEVELS))
    .addHelpText('after', EXAMPLES)
    .action(async options => {
      // The server's dependencies take a good part of a second to load: only who serves pays for them.
      const { serve } = await import('./serve.ts');
      await serve(options, context);
    });
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'];

const EXAMPLES = `
Examples:
  # in a pod, with certificates that manage themselves
  $ per-pod-config serve
  # with a certificate of your own, and without a cluster
  $ per-pod-config certs /tmp/tls --dns localhost
  $ per-pod-config serve --objects manifests/examples \\
      --tls-cert-file /tmp/tls/tls.crt --tls-private-key-file /tmp/tls/tls.key`;

function parsePort(text: string): number {
  return parseInteger(text, 65_535, 'expected a port, 0 (any free one) to 65535');
}

function parseSeconds(text: string): number {
  return parseInteger(text, 3_600, 'expected whole seconds, 0 to 3600');
}

function parseName(text: string): string {
  if (!isObjectName(text)) {
    throw new InvalidArgumentError(
      'expected the name of an object: lower-case letters, digits, "-" and ".".',
    );
  }
  return text;
}

/** Days, or a fraction of one, in milliseconds' precision. */
function parseLifetime(text: string): number {
  const days = Number(text);
  if (!/^[0-9]{1,5}(\.[0-9]{1,9})?$/.test(text) || days < MIN_DAYS || days > MAX_DAYS) {
    throw new InvalidArgumentError(`expected days, ${MIN_DAYS} (about 30 seconds) to ${MAX_DAYS}.`);
  }
  return days;
}

/** A replacement takes some seconds: of an authority, then of the certificate, then in each replica. */
const MIN_DAYS = 0.00035;

/** A century. */
const MAX_DAYS = 36_500;

function parseInteger(text: string, max: number, expectation: string): number {
  if (!/^[0-9]{1,5}$/.test(text) || Number(text) > max) throw new InvalidArgumentError(`${expectation}.`);
  return Number(text);
}
