import { readFile } from 'node:fs/promises';
import { DEFAULT_CLUSTER_DOMAIN } from '../admission/variables.ts';
import { findClusterDomain } from './cluster-domain.ts';

/** The domain of the cluster's names, and how it is known. */
export interface ClusterDomain {
  readonly domain: string;
  readonly from: string;
}

/**
 * The domain of the cluster that this process runs in.
 *
 * @param given by a flag: that counts.
 */
export async function readClusterDomain(given: string | undefined, file = FILE): Promise<ClusterDomain> {
  if (given !== undefined) return { domain: given, from: '--cluster-domain' };
  const domain = findClusterDomain(await readFile(file, 'utf8').catch(() => ''));
  return domain === undefined
    ? { domain: DEFAULT_CLUSTER_DOMAIN, from: `default: ${file} names none` }
    : { domain, from: file };
}

const FILE = '/etc/resolv.conf';
