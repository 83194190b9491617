import forge from 'node-forge';
import { generateKey } from './generate-key.ts';
import { parseServingNames, type ServingName } from './serving-names.ts';
import { type CertificateAndKey, signCertificate } from './sign-certificate.ts';
import { type Validity, validWithin } from './validity.ts';

export interface ServingRequest extends Validity {
  /** DNS names and IP addresses under which clients reach the server. */
  readonly names: readonly string[];
}

/**
 * A serving certificate of `authority` with a new key. It is never valid outside its authority's own
 * time: what is asked for beyond that is cut off.
 *
 * @throws Error about a name that is neither a DNS name nor an IP address.
 * @throws RangeError if the authority is not valid in any of the time asked for.
 */
export async function issueServingCertificate(
  authority: CertificateAndKey,
  request: ServingRequest,
): Promise<CertificateAndKey> {
  const names = parseServingNames(request.names);
  const issuer = forge.pki.certificateFromPem(authority.certificate);
  const validity = validWithin(issuer.validity, request);
  const { publicKey, privateKey } = await generateKey();
  const certificate = signCertificate(
    {
      subject: SUBJECT,
      issuer: issuer.subject.attributes,
      publicKey,
      validity,
      extensions: servingExtensions(names, issuer),
    },
    authority.privateKey,
  );
  return { certificate, privateKey };
}

/** A fixed text: clients look at the alternative names only, and a DNS name may be longer than the 64
 * characters that a common name may have. */
const SUBJECT = [{ name: 'commonName', value: 'per-pod-config' }];

function servingExtensions(names: readonly ServingName[], issuer: forge.pki.Certificate): object[] {
  return [
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: names.map(toAltName) },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ];
}

/** The numbers are the tags of GeneralName in RFC 5280. */
function toAltName({ type, value }: ServingName): object {
  return type === 'ip' ? { type: 7, ip: value } : { type: 2, value };
}
