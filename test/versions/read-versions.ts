import type { Cluster } from './cluster.ts';

/** Asks each component of a running cluster for its version. */
export async function readVersions(cluster: Cluster, signal: AbortSignal): Promise<Record<string, string>> {
  const exec = (...command: string[]) => cluster.exec(signal, command);
  const { clientVersion, serverVersion } = JSON.parse(await exec('kubectl', 'version', '-o', 'json'));
  const nodes = JSON.parse(await exec('kubectl', 'get', 'nodes', '-o', 'json'));
  const { kubeletVersion, containerRuntimeVersion } = nodes.items[0].status.nodeInfo;
  const { etcdserver } = JSON.parse(await exec('curl', '-sf', 'http://127.0.0.1:2379/version'));
  return {
    'API server': shorten(serverVersion.gitVersion),
    kubelet: shorten(kubeletVersion),
    kubectl: shorten(clientVersion.gitVersion),
    etcd: shorten(etcdserver),
    containerd: shorten(containerRuntimeVersion),
    runc: find(await exec('runc', '--version'), /^runc version (\S+)/),
    // It has no other way to tell: its answer to `version.bind` needs a plugin.
    CoreDNS: find(await cluster.logs(signal, 'coredns', 1_000_000), /^CoreDNS-(\S+)/m),
  };
}

/** `containerd://2.4.2+unknown` is 2.4.2. */
function shorten(version: string): string {
  return version
    .replace(/^containerd:\/\//, '')
    .replace(/^v/, '')
    .replace(/\+unknown$/, '');
}

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`expected a version like ${pattern}, got: ${text.slice(0, 200)}`);
  return found;
}
