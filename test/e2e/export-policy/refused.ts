/** Names of the sets that `export policy` refuses: those that use what no policy does, are wrong, or of Windows. */
export const REFUSED =
  /^(?:(?:zookeeper|store|galera|database|search)(?:-.*)?|certificates|image-volume|nothing-to-replace|variables-from-elsewhere|no-such-container|invalid-annotation.*|windows-.*)$/;

/** Names of the sets of which a policy does not see what is in the way: docs/export-policy.md says so. */
export const UNSEEN = /^(file-inside-of-a-configmap-volume|mount-path-taken-in-other-words)$/;
