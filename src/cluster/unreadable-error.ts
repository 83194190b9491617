import { quoteText } from '../bounds/quote-text.ts';

/** Something that was to be read and cannot be. The message says what to do. */
export class UnreadableError extends Error {
  override name = 'UnreadableError';

  /** Puts an error of the file system into words. */
  static of(path: string, { code = 'unknown' }: NodeJS.ErrnoException): UnreadableError {
    const why = REASONS[code] ?? `which the system does not let be read (${code}): name another one`;
    return new UnreadableError(`expected a file or a folder, got ${quoteText(path)}, ${why}`);
  }
}

const NOT_THERE = 'which does not exist: correct the name, or create it';
const FORBIDDEN = 'which you may not read: ask for the permission';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: NOT_THERE,
  ENOTDIR: NOT_THERE,
  ENAMETOOLONG: NOT_THERE,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  DANGLING: 'a link that leads nowhere: remove it, or create what it should lead to',
  ELOOP: 'a link that leads in circles: remove it, or name what it should lead to',
};
