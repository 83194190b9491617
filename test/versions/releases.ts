/**
 * The releases that are supported: the end-to-end tests are run on each by `npm run test:versions`, and a cluster is built
 * of exactly these. Of each minor release that the Kubernetes project maintains, it is the latest patch whose modules were
 * published when this list was last changed: https://kubernetes.io/releases/.
 */
export const RELEASES: readonly string[] = ['1.34.4', '1.35.4', '1.36.3', '1.37.2'];
