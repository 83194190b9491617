import { listNames } from '../../bounds/list-names.ts';
import { quoteText } from '../../bounds/quote-text.ts';
import { elementPath, fieldPath } from '../field-path.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Complaint } from './complaint.ts';
import { isDnsSubdomain } from './names.ts';

const MAX_NAMESERVERS = 3;

/** With the policy None there is nothing but what dnsConfig says. */
export function checkDns({ dnsPolicy, dnsConfig }: JsonObject, path: string): readonly Complaint[] {
  const nameservers = isObject(dnsConfig) ? listTexts(dnsConfig['nameservers']) : [];
  const where = fieldPath(fieldPath(path, 'dnsConfig'), 'nameservers');
  if (nameservers.length > MAX_NAMESERVERS)
    return [{ path: where, message: `expected at most ${MAX_NAMESERVERS}, got ${nameservers.length}` }];
  if (nameservers.length > 0) return checkAddresses(nameservers, where);
  return dnsPolicy === 'None'
    ? [{ path: where, message: 'expected some beside dnsPolicy None, got none' }]
    : [];
}

export function checkHostAlias({ ip, hostnames }: JsonObject, path: string): readonly Complaint[] {
  const wrong = listTexts(hostnames).filter(name => !isDnsSubdomain(name));
  return [
    ...(typeof ip === 'string' && ip !== '' ? checkAddresses([ip], fieldPath(path, 'ip')) : []),
    ...(wrong.length === 0
      ? []
      : [
          { path: fieldPath(path, 'hostnames'), message: `expected names of hosts, got ${listNames(wrong)}` },
        ]),
  ];
}

/** Leading zeros, and much else of IPv6, are for the API server to judge. */
function checkAddresses(addresses: readonly string[], path: string): readonly Complaint[] {
  return [...addresses.entries()]
    .filter(([, address]) => !isIpv4(address) && !address.includes(':'))
    .map(([index, address]) => ({
      path: addresses.length === 1 ? path : elementPath(path, index),
      message: `expected an IP address, got ${quoteText(address)}`,
    }));
}

function isIpv4(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every(part => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function listTexts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
}
