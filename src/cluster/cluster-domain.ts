import { isObjectName } from './object-name.ts';

/** A cluster's domain as it is compared and written: in lower case, without the dot at its end. Undefined for what is none. */
export function parseClusterDomain(text: string): string | undefined {
  const domain = text.toLowerCase().replace(/\.$/, '');
  return isObjectName(domain) && domain.split('.').every(label => label.length <= MAX_LABEL)
    ? domain
    : undefined;
}

/** RFC 1035, section 2.3.4. */
const MAX_LABEL = 63;

/**
 * The cluster's domain, by the resolv.conf of a pod. For `dnsPolicy: ClusterFirst` the kubelet writes the search list
 * `NAMESPACE.svc.DOMAIN svc.DOMAIN DOMAIN`, and then the node's own. Both of the first two must be there: a node may well
 * search `svc.example.com`.
 *
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#namespaces-and-dns
 */
export function findClusterDomain(resolvConf: string): string | undefined {
  const searched = listSearched(resolvConf);
  return searched
    .flatMap(entry => (entry.startsWith(SERVICES) ? [entry.slice(SERVICES.length)] : []))
    .find(domain => searched.some(entry => isNamespaced(entry, domain)));
}

const SERVICES = 'svc.';

function isNamespaced(entry: string, domain: string): boolean {
  const rest = `.${SERVICES}${domain}`;
  return entry.endsWith(rest) && /^[^.]+$/.test(entry.slice(0, -rest.length));
}

/** As resolv.conf(5) has it: of all `search` and `domain` lines, the last one counts. A comment begins its line. */
function listSearched(resolvConf: string): string[] {
  const lines = resolvConf
    .split(/\r?\n/)
    .flatMap(line => /^(?:search|domain)[ \t]+(.*)/.exec(line)?.[1] ?? []);
  const entries = (lines.at(-1) ?? '').split(/[ \t]+/);
  return entries.flatMap(entry => parseClusterDomain(entry) ?? []);
}
