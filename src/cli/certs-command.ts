import { Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from './context.ts';

/** `per-pod-config certs`: a CA and a serving certificate for whoever manages them by hand. */
export function makeCertsCommand({ stdout }: CliContext): Command {
  return new Command('certs')
    .description(
      'Make a certificate authority and a serving certificate: ca.crt, tls.crt and tls.key in DIR.',
    )
    .argument('<dir>', 'folder to write to; made if it is not there')
    .requiredOption('--dns <names...>', 'DNS names and IP addresses that the server is reached by')
    .addOption(
      new Option('--days <days>', 'how long both are valid').default(DEFAULT_DAYS).argParser(parseDays),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (directory: string, { dns, days }: { dns: string[]; days: number }) => {
      // node-forge takes its time to load: only who needs it pays for it.
      const { writeCertificates } = await import('../certificates/write-certificates.ts');
      const { files, notAfter } = await writeCertificates(directory, { names: dns, now: new Date(), days });
      stdout.write(`wrote ${files.join(', ')}\nvalid until ${notAfter.toISOString()}\n`);
    });
}

const DEFAULT_DAYS = 365;

const EXAMPLES = `
Examples:
  # for the Service of the manifests
  $ per-pod-config certs tls --dns per-pod-config.per-pod-config.svc
  # for a server on this machine
  $ per-pod-config certs tls --dns localhost 127.0.0.1`;

function parseDays(text: string): number {
  if (!/^[1-9][0-9]{0,4}$/.test(text) || Number(text) > 36_500) {
    throw new InvalidArgumentError('expected whole days, 1 to 36500.');
  }
  return Number(text);
}
