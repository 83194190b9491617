/**
 * The command did its work, and what it found is not well. It has said so in its output already: the exit
 * code is 1, and there is no `error:` line.
 */
export class NegativeResult extends Error {
  override name = 'NegativeResult';
}
