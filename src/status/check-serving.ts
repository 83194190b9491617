import { X509Certificate } from 'node:crypto';
import { isOn, leadsTo, listPath } from './certificate-path.ts';

/** A certificate's end, seen from now. */
export interface Lifetime {
  /** ISO 8601. */
  readonly notAfter: string;
  /** Whole days; negative once it is over. */
  readonly daysLeft: number;
}

/** What the API server makes of the certificate that the webhook serves with. */
export interface ServingCheck extends Lifetime {
  /** Whether each caBundle trusts it. */
  readonly covered: boolean;
  readonly problems: readonly string[];
  /** Those of the problems for which a call fails. */
  readonly refusals: readonly string[];
}

/**
 * Checks a serving certificate as the API server does when it calls the webhook.
 *
 * @param chain PEM: the certificate, then those between it and an authority.
 * @param bundles PEM authorities by the name of the webhook that they are of.
 * @param host that the API server calls.
 * @param now milliseconds since 1970.
 */
export function checkServing(
  chain: string,
  bundles: ReadonlyMap<string, string>,
  host: string,
  now: number,
): ServingCheck | undefined {
  const [leaf, ...between] = parsePem(chain);
  if (leaf === undefined) return undefined;
  const path = listPath(leaf, between, one => isValid(one, now));
  const isTrustedBy = (authority: X509Certificate) =>
    isOn(path, authority) || (isValid(authority, now) && leadsTo(path, authority));
  const strangers = [...bundles].filter(([, pem]) => !parsePem(pem).some(isTrustedBy));
  const isOfHost = leaf.checkHost(host, { subject: 'never' }) !== undefined;
  const life = checkLife('the serving certificate', leaf, now);
  const refusals = [
    ...strangers.map(([name]) => `the caBundle of ${name} does not cover the serving certificate`),
    ...(isOfHost
      ? []
      : [`the serving certificate is not for ${host}, by which the API server calls the webhook`]),
    ...(isValid(leaf, now) ? [] : life),
  ];
  const problems = [...refusals, ...life.filter(problem => !refusals.includes(problem))];
  return { ...findLifetime(leaf, now), covered: strangers.length === 0, problems, refusals };
}

/**
 * The authority of a bundle that signs the serving certificate, and what is wrong with it. Others may stay there until they
 * have ended, as former ones do. If it is not known which one signs, the one that is valid for longest: if
 * that one ends soon, all do.
 *
 * @param chain PEM, as of `checkServing`; undefined when it is not known.
 */
export function checkAuthority(
  bundle: string,
  chain: string | undefined,
  now: number,
): (Lifetime & { readonly problems: readonly string[] }) | undefined {
  const authorities = parsePem(bundle).toSorted((a, b) => endOf(b) - endOf(a));
  const [leaf, ...between] = parsePem(chain ?? '');
  const path = leaf === undefined ? [] : listPath(leaf, between);
  const signer = authorities.find(one => leadsTo(path, one));
  const authority = signer ?? authorities[0];
  if (authority === undefined) return undefined;
  const what =
    signer === undefined ? 'the last authority of caBundle' : 'the authority of the serving certificate';
  return { ...findLifetime(authority, now), problems: checkLife(what, authority, now) };
}

/** Those that can be read. One that cannot be read trusts nothing. */
function parsePem(text: string): X509Certificate[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []).flatMap(block => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}

function isValid({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now && now < validToDate.getTime();
}

function findLifetime(certificate: X509Certificate, now: number): Lifetime {
  return {
    notAfter: certificate.validToDate.toISOString(),
    daysLeft: Math.floor((endOf(certificate) - now) / DAY),
  };
}

/** Certificates are renewed much earlier: one that is left only a tenth of its life is not renewed at all. */
function checkLife(what: string, { validFromDate, validToDate }: X509Certificate, now: number): string[] {
  const [start, end] = [validFromDate.getTime(), validToDate.getTime()];
  const until = validToDate.toISOString();
  if (now >= end) return [`${what} is over since ${until}: renew it`];
  if (now < start) return [`${what} is not valid before ${validFromDate.toISOString()}`];
  return end - now < (end - start) / 10 ? [`${what} is soon over, at ${until}: renew it`] : [];
}

function endOf({ validToDate }: X509Certificate): number {
  return validToDate.getTime();
}

/** Milliseconds. */
const DAY = 86_400_000;
