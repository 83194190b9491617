import { quoteText } from '../../bounds/quote-text.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const WORD = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const WORD_RULE = "letters, digits and inner '-', '_' and '.', at most 63";

/** The name of a container or volume. */
export function checkDnsLabel(name: string): string | undefined {
  if (name.length <= 63 && DNS_LABEL.test(name)) return undefined;
  return `expected a name of lower case letters, digits and inner '-', at most 63, got ${quoteText(name)}`;
}

/** The key of a label, of a node selector, or of a taint. */
export function checkLabelKey(key: string): string | undefined {
  if (isQualified(key)) return undefined;
  return `expected a key such as example.com/role (the name: ${WORD_RULE}), got ${quoteText(key)}`;
}

/** As that of a label; upper case in the part before the slash, too. */
export function checkAnnotationKey(key: string): string | undefined {
  return isQualified(key.toLowerCase()) ? undefined : checkLabelKey(key);
}

export function checkLabelValue(value: string): string | undefined {
  if (value === '' || isWord(value)) return undefined;
  return `expected the value of a label (${WORD_RULE}), got ${quoteText(value)}`;
}

/** Without a domain there are Kubernetes' own. */
export function checkFinalizer(name: string): string | undefined {
  if (isQualified(name) && (name.includes('/') || STANDARD_FINALIZERS.includes(name))) return undefined;
  return `expected a name such as example.com/backup, got ${quoteText(name)}`;
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** The name of a port: that of a service with IANA. */
export function checkPortName(name: string): string | undefined {
  const valid = name.length <= 15 && DNS_LABEL.test(name) && /[a-z]/.test(name) && !name.includes('--');
  if (name === '' || valid) return undefined;
  return `expected a name of lower case letters, digits and single inner '-', with a letter, at most 15, got ${quoteText(name)}`;
}

/** As long as the API server takes: the name of a host, or of an object. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && DNS_SUBDOMAIN.test(name);
}

/** A condition of a pod, or a gate. */
export function checkQualifiedName(name: string): string | undefined {
  return isQualified(name) ? undefined : `expected a name such as example.com/ready, got ${quoteText(name)}`;
}

const VARIABLE = /^[ -<>-~]+$/;

export function checkVariableName(name: string): string | undefined {
  return VARIABLE.test(name)
    ? undefined
    : `expected the name of a variable, printable ASCII without '=', got ${quoteText(name)}`;
}

/** In a volume, or on a node. */
export function checkNoParent(path: string): string | undefined {
  return path.split('/').includes('..') ? `expected a path without '..', got ${quoteText(path)}` : undefined;
}

function isQualified(name: string): boolean {
  const slash = name.indexOf('/');
  if (slash === -1) return isWord(name);
  const domain = name.slice(0, slash);
  return isDnsSubdomain(domain) && isWord(name.slice(slash + 1));
}

function isWord(text: string): boolean {
  return text.length <= 63 && WORD.test(text);
}

export function checkImage(image: string): string | undefined {
  return image.trim() === image
    ? undefined
    : `expected an image without spaces around it, got ${quoteText(image)}`;
}
