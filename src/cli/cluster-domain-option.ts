import { InvalidArgumentError, Option } from 'commander';
import { parseClusterDomain } from '../cluster/cluster-domain.ts';

/**
 * `--cluster-domain`, of all commands that work annotations out.
 *
 * @param fallback in words: what counts without it.
 */
export function clusterDomainOption(fallback = 'cluster.local'): Option {
  return new Option(
    '--cluster-domain <domain>',
    `domain of the cluster, in fqdn, domain and pods (default: ${fallback})`,
  ).argParser(parseDomain);
}

function parseDomain(text: string): string {
  const domain = parseClusterDomain(text);
  if (domain !== undefined) return domain;
  throw new InvalidArgumentError('expected a domain such as cluster.local.');
}
