import { quoteText } from '../../bounds/quote-text.ts';
import { compareQuantities } from './quantity.ts';

export function checkNotNegative(quantity: string): string | undefined {
  return compareQuantities(quantity, '0') === -1 ? `expected at least 0, got ${quantity}` : undefined;
}

const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];

/** A resource with a domain may be any device's. */
export function checkContainerResource(name: string): string | undefined {
  if (name.includes('/') || OF_CONTAINERS.includes(name) || isHugePages(name)) return undefined;
  return `expected ${OF_CONTAINERS.join(', ')}, hugepages-SIZE, or a name with a domain, got ${quoteText(name)}`;
}

/** Whether a container may be promised less than it may use. */
export function isOvercommitted(name: string): boolean {
  return !isHugePages(name) && (!name.includes('/') || name.includes('kubernetes.io/'));
}

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}
