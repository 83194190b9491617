/** What `preview` is asked for. */
export interface PreviewOptions {
  readonly output: string;
  readonly namespace: string;
  readonly clusterDomain?: string;
  readonly set?: string;
  readonly ordinal?: readonly number[];
  readonly replicas?: number;
}
