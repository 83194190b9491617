/** What managing certificates needs of the API server. Paths are those of the API. */
export interface CertificateApi {
  /** The object, undefined when there is none, and the API server's clock, where it tells the time. */
  get(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly object: unknown; readonly date: Date | undefined }>;
  /** Makes an object unless it is there already. */
  ensure(path: string, object: object, signal: AbortSignal): Promise<void>;
  /** Changes an object, and gives it; undefined when it is not as it was read any more. */
  merge(path: string, patch: object, signal: AbortSignal): Promise<unknown>;
}
