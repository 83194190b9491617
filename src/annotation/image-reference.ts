import { quoteText } from '../bounds/quote-text.ts';

/**
 * The reference of an image, as the kubelet takes it (the grammar of the library distribution/reference). The API server takes
 * any text, but with another one no container of the pod starts.
 */
export function checkImage(text: string): string | undefined {
  const { name = '' } = IMAGE.exec(text)?.groups ?? {};
  if (name !== '' && name.length <= MAX_NAME) return undefined;
  return `expected the reference of an image, such as registry.example.com/conf:1, got ${quoteText(text)}`;
}

/** What the API server adds where no policy is given (SetDefaults_Volume). */
export function defaultPullPolicy(reference: string): 'Always' | 'IfNotPresent' {
  const { tag, digest } = IMAGE.exec(reference)?.groups ?? {};
  return (tag ?? (digest === undefined ? LATEST : '')) === LATEST ? 'Always' : 'IfNotPresent';
}

const LATEST = 'latest';
const MAX_NAME = 255;

const HOST = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])`;
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = String.raw`\w[\w.-]{0,127}`;
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const IMAGE = new RegExp(
  `^(?<name>(?:${HOST}(?::[0-9]+)?/)?${PART}(?:/${PART})*)(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?$`,
);
