import { MAX_QUOTED_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { quoteText } from '../bounds/quote-text.ts';
import type { Change } from '../patch/list-changed.ts';

/** What a field becomes: `"db"`, `"1" → "4"`, `true → none`. */
export function describeChange({ before, after }: Change): string {
  return before === undefined ? describeValue(after) : `${describeValue(before)} → ${describeValue(after)}`;
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? quoteText(value) : cutText(JSON.stringify(value), MAX_QUOTED_LENGTH);
}
