import { boundMessage } from './bound-message.ts';
import { MAX_MISTAKES_TOLD } from './bounds.ts';

/**
 * The first messages of a list, one below the other and none but the first cut, and at last how many more there are.
 *
 * @param untold how many there are that are not in the list.
 */
export function joinMessages(messages: readonly string[], untold: number, max: number): string {
  const told: string[] = [];
  let room = max - describeMore(messages.length + untold).length;
  for (const message of messages.slice(0, MAX_MISTAKES_TOLD)) {
    const bounded = boundMessage(message, told.length === 0 ? room : max);
    room -= bounded.length + 1;
    if (told.length > 0 && room < 0) break;
    told.push(bounded);
  }
  const more = messages.length - told.length + untold;
  return more === 0 ? told.join('\n') : [...told, describeMore(more)].join('\n');
}

/** The last line of a list of mistakes. Without separators: to load them for the first number takes tens of milliseconds. */
export function describeMore(count: number): string {
  return `and ${count} more ${count === 1 ? 'mistake' : 'mistakes'}`;
}
