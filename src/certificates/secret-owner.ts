/** The parts of a Secret's metadata that say who writes it. */
export interface OwnedMetadata {
  readonly annotations?: Readonly<Record<string, string>> | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly ownerReferences?: readonly OwnerReference[] | null;
}

interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/**
 * Who else writes a Secret, in words; undefined when there is no sign of anybody.
 *
 * cert-manager sets the annotation and the label whenever it issues a certificate (its secrets_manager.go). It leaves
 * both when the Certificate is deleted, and they still count then: nothing in the Secret tells that cert-manager has
 * stopped, and the webhook has no permission to read Certificates. A controller is the one owner of an object that it
 * creates: an ExternalSecret, or the Certificate where cert-manager runs with --enable-certificate-owner-ref.
 */
export function findOtherOwner({ annotations, labels, ownerReferences }: OwnedMetadata): string | undefined {
  const certificate = annotations?.['cert-manager.io/certificate-name'];
  if (isName(certificate)) return `Certificate ${certificate} of cert-manager`;
  const controller = ownerReferences?.find(one => one.controller === true);
  if (controller !== undefined) return describeController(controller);
  const isIssued = certificate !== undefined || labels?.['controller.cert-manager.io/fao'] === 'true';
  return isIssued ? 'a Certificate of cert-manager' : undefined;
}

function describeController({ kind, name }: OwnerReference): string {
  return isName(name) && /^[A-Za-z0-9]{1,63}$/.test(kind) ? `${kind} ${name}` : 'a controller';
}

/** Annotations hold any text of any length, and this one is repeated in messages. */
function isName(text: string | undefined): text is string {
  return text !== undefined && /^[a-z0-9.-]{1,253}$/.test(text);
}
