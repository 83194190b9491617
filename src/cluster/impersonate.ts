import { shortLine } from '../bounds/quote-text.ts';
import { type Fields, readText } from './parse-kube-config.ts';

export type Headers = Readonly<Record<string, string | string[]>>;

/**
 * The headers by which a user acts as another one (`as`, `as-uid`, `as-groups`, `as-user-extra` of a kubeconfig).
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 *
 * @throws Error when groups or extra fields are no lists of texts.
 */
export function impersonate(user: Fields): Headers {
  const name = readText(user, 'as', 'user');
  if (name === undefined) return {};
  const uid = readText(user, 'as-uid', 'user');
  const groups = readTexts(user['as-groups'], 'as-groups');
  const extra = Object.entries(user['as-user-extra'] ?? {}).map(
    ([key, values]) => [`Impersonate-Extra-${escapeKey(key)}`, readTexts(values, 'as-user-extra')] as const,
  );
  return {
    'Impersonate-User': encodeValue(name),
    ...(uid === undefined ? {} : { 'Impersonate-Uid': encodeValue(uid) }),
    ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
    ...Object.fromEntries(extra.filter(([, values]) => values.length > 0)),
  };
}

function readTexts(value: unknown, key: string): string[] {
  const texts = value ?? [];
  if (Array.isArray(texts) && texts.every(text => typeof text === 'string')) return texts.map(encodeValue);
  throw new Error(
    `user: expected ${key} to be made of lists of texts, got ${shortLine(JSON.stringify(value))}`,
  );
}

/** Every byte that a header's name may not have is written as %XX, and so is % itself. */
function escapeKey(key: string): string {
  return Buffer.from(key)
    .toString('latin1')
    .replace(
      /[^!#$&'*+.^_`|~0-9A-Za-z-]/g,
      byte => `%${Buffer.from(byte, 'latin1').toString('hex').toUpperCase()}`,
    );
}

/** A header is sent as Latin-1: so these are the bytes of UTF-8, as Go's client sends them. */
function encodeValue(text: string): string {
  return Buffer.from(text).toString('latin1');
}
