import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_CLUSTER_DOMAIN } from '../admission/variables.ts';
import { parseClusterDomain } from '../cluster/cluster-domain.ts';

/**
 * `--cluster-domain`, of all commands that work annotations out.
 *
 * @param found in words: where the domain is looked for without the flag, before the default counts.
 */
export function clusterDomainOption(found?: string): Option {
  const meaning = 'domain of the cluster, in fqdn, domain and pods';
  if (found === undefined) return makeOption(meaning).default(DEFAULT_CLUSTER_DOMAIN);
  return makeOption(`${meaning} (default: ${found}, or else ${DEFAULT_CLUSTER_DOMAIN})`);
}

function makeOption(description: string): Option {
  return new Option('--cluster-domain <domain>', description).argParser(parseDomain);
}

function parseDomain(text: string): string {
  const domain = parseClusterDomain(text);
  if (domain !== undefined) return domain;
  throw new InvalidArgumentError('expected a domain such as cluster.local.');
}
