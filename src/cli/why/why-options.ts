import type { ClusterOptions } from '../status/connect.ts';

/** What `why` is asked for. */
export interface WhyOptions extends ClusterOptions {
  readonly namespace?: string;
  readonly clusterDomain?: string;
  readonly filename?: readonly string[];
  readonly output: 'text' | 'json';
}
