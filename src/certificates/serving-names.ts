import { isIP } from 'node:net';

/** What a server is reached as. */
export interface ServingName {
  readonly type: 'dns' | 'ip';
  /** A DNS name in lower case, or an IP address in its shortest form. */
  readonly value: string;
}

/**
 * The DNS names (RFC 1123; a wildcard may be the leftmost label) and IP addresses of a server, each once.
 *
 * @throws Error that names the first one that is neither, or says that there is none.
 */
export function parseServingNames(names: readonly string[]): ServingName[] {
  if (names.length === 0) {
    throw new Error('expected at least one DNS name or IP address for the serving certificate, got none');
  }
  const parsed = names.map(parseServingName);
  return [...new Map(parsed.map(name => [`${name.type} ${name.value}`, name])).values()];
}

function parseServingName(name: string): ServingName {
  const problem = isIP(name) ? ipProblem(name) : dnsProblem(name);
  if (problem !== undefined) {
    throw new Error(
      `expected a DNS name or an IP address for the serving certificate, got "${name}": ${problem}`,
    );
  }
  return isIP(name) ? { type: 'ip', value: shortestForm(name) } : { type: 'dns', value: name.toLowerCase() };
}

function ipProblem(address: string): string | undefined {
  return address.includes('%') ? 'leave out the zone, a certificate cannot hold one' : undefined;
}

function dnsProblem(name: string): string | undefined {
  const labels = name.replace(/^\*\./, '').split('.');
  if (name.length > 253) return `it has ${name.length} characters, at most 253 are allowed`;
  const badLabel = labels.find(label => !LABEL.test(label));
  if (badLabel !== undefined) {
    return `"${badLabel}" is not a label of letters, digits and inner hyphens, 1 to 63 of them`;
  }
  if (name.startsWith('*.') && labels.length < 2) {
    return 'clients accept a wildcard only in front of two labels or more';
  }
  // No top-level domain is a number, so this was meant to be an IPv4 address.
  return /^\d+$/.test(labels.at(-1) ?? '') ? 'it looks like an IPv4 address, but is none' : undefined;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** node-forge takes no IPv6 address with an IPv4 tail; a URL's host never has one. */
function shortestForm(address: string): string {
  return isIP(address) === 6 ? new URL(`https://[${address}]`).hostname.slice(1, -1) : address;
}
