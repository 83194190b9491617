import type { Annotation } from '../annotation/annotation.ts';
import { shortLine } from '../bounds/quote-text.ts';
import type { Warning } from './list-warnings.ts';
import { DEFAULT_CLUSTER_DOMAIN } from './variables.ts';

/** Names that are written for clusters with the usual domain, where this one has another: the DNS hardly knows them. */
export function warnOfDomain({ fields }: Annotation, domain = DEFAULT_CLUSTER_DOMAIN): Warning[] {
  if (domain === DEFAULT_CLUSTER_DOMAIN) return [];
  return fields.flatMap(({ template: { source }, place }): Warning[] => {
    const offset = source.search(USUAL);
    if (offset === -1) return [];
    const message = `${shortLine(place.where)}: the domain of this cluster is ${domain}, not ${DEFAULT_CLUSTER_DOMAIN}: use $(domain) or $(fqdn)`;
    return [{ code: 'cluster-domain', message, at: place.offsetAt(offset) }];
  });
}

/** Not as a part of another domain, such as `cluster.local.example`. A dot may end it. */
const USUAL = /(?<=\.svc\.)cluster\.local(?!\.?[-\w])/i;
