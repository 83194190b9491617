import { quoteText } from '../bounds/quote-text.ts';
import { checkLabel, checkObjectName } from './value-checks.ts';

/** The name of a signer of certificates, as the API server takes it (ValidateSignerName of 1.34 to 1.37). */
export function checkSignerName(text: string): string | undefined {
  const [domain = '', path = '', ...more] = text.split('/');
  const labels = domain.split('.');
  const isValid =
    more.length === 0 &&
    domain.length <= 253 &&
    labels.length > 1 &&
    labels.every(label => checkLabel(label) === undefined) &&
    path.length <= 317 &&
    path.split('.').every(part => checkObjectName(part) === undefined);
  return isValid ? undefined : `expected a signer such as example.com/signer, got ${quoteText(text)}`;
}

/** The name of a ClusterTrustBundle (ValidateClusterTrustBundleName): that of a signer's begins with `example.com:signer:`. */
export function checkBundleName(text: string): string | undefined {
  if (checkObjectName(text.slice(text.lastIndexOf(':') + 1)) === undefined) return undefined;
  return `expected the name of a ClusterTrustBundle, such as ca or example.com:signer:ca, got ${quoteText(text)}`;
}
