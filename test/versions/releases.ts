/**
 * The releases that are supported: the end-to-end tests are run on each by `npm run test:versions`, and a cluster is built
 * of exactly these. Of each minor release (https://kubernetes.io/releases/), it is the latest patch that the Go module proxy,
 * which clusters are built from, had when this list was last changed.
 */
export const RELEASES: readonly string[] = ['1.34.4', '1.35.4', '1.36.3', '1.37.2'];
