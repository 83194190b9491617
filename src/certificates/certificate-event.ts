/** What happens while certificates are managed. Nothing in an event is secret. */
export type CertificateEvent =
  | { readonly event: 'authority-made'; readonly reason: string; readonly notAfter: Date }
  | {
      readonly event: 'certificate-issued';
      readonly reason: string;
      readonly names: readonly string[];
      readonly notAfter: Date;
    }
  | { readonly event: 'authority-dropped'; readonly reason: string; readonly left: number }
  /** caBundle follows what the Secret holds. */
  | { readonly event: 'ca-bundle-published'; readonly configuration: string }
  /** Somebody else had changed caBundle. */
  | { readonly event: 'ca-bundle-repaired'; readonly configuration: string }
  | { readonly event: 'certificate-served'; readonly serialNumber: string; readonly notAfter: Date }
  | { readonly event: 'secret-unusable'; readonly message: string }
  /** Somebody else writes the Secret. */
  | { readonly event: 'secret-foreign'; readonly secret: string; readonly owner: string }
  | { readonly event: 'secret-own'; readonly secret: string }
  /** This machine's clock; certificates are dated by the API server's. */
  | { readonly event: 'clock-off'; readonly secondsAhead: number }
  | { readonly event: 'failed'; readonly message: string }
  | { readonly event: 'recovered' }
  /** A round is over; the dates are of what the Secret holds then. */
  | {
      readonly event: 'reconciled';
      readonly at: Date;
      readonly authorityNotAfter: Date | undefined;
      readonly servingNotAfter: Date | undefined;
    };
