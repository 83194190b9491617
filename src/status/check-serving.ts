import { X509Certificate } from 'node:crypto';

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
  const strangers = [...bundles].filter(([, pem]) => !isTrusted(leaf, between, parsePem(pem), now));
  return {
    ...findLifetime(leaf, now),
    covered: strangers.length === 0,
    problems: [
      ...strangers.map(([name]) => `the caBundle of ${name} does not cover the serving certificate`),
      ...(leaf.checkHost(host, { subject: 'never' }) === undefined
        ? [`the serving certificate is not for ${host}, by which the API server calls the webhook`]
        : []),
      ...checkLife('the serving certificate', leaf, now),
    ],
  };
}

/**
 * The authority of a bundle that signs the serving certificate, and what is wrong with it. Others may stand there until they
 * have ended, as former ones do: they matter to nobody. Where it is not known which one signs, that which is
 * good for longest: if that is nearly over, all are.
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
  const signer = leaf && authorities.find(one => leadsTo(leaf, between, one));
  const authority = signer ?? authorities[0];
  if (authority === undefined) return undefined;
  const what =
    signer === undefined ? 'the last authority of caBundle' : 'the authority of the serving certificate';
  return { ...findLifetime(authority, now), problems: checkLife(what, authority, now) };
}

/** Whether an authority has signed a certificate, itself or by those between, be they over or not. */
function leadsTo(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  authority: X509Certificate,
): boolean {
  return listPath(certificate, between, () => true).some(
    one => isSame(one, authority) || isIssuer(authority, one),
  );
}

/** The certificate and those between that lead up from it, each once, be there circles or not. */
function listPath(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  mayPass: (certificate: X509Certificate) => boolean,
): X509Certificate[] {
  const path = new Set([certificate]);
  for (const one of path) {
    for (const other of between)
      if (!path.has(other) && mayPass(other) && isIssuer(other, one)) path.add(other);
  }
  return [...path];
}

/** Those that can be read: for whoever asks whether there is trust, one that cannot is none. */
function parsePem(text: string): X509Certificate[] {
  return (text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []).flatMap(block => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}

function isTrusted(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: number,
): boolean {
  const path = listPath(certificate, between, one => isValid(one, now));
  return authorities.some(authority =>
    path.some(one => isSame(one, authority) || (isIssuer(authority, one) && isValid(authority, now))),
  );
}

function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one.fingerprint256 === other.fingerprint256;
}

function isIssuer(authority: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
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

/** Whoever renews does so earlier, by far: a tenth of its life tells that nobody does. */
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
