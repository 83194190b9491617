/** What the caller of the program has to mend: one line that names the flag. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
