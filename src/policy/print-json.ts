import { escapeControls } from '../bounds/escape-controls.ts';
import { Cel, isList, printText, type Value } from './cel.ts';
import { joinTexts } from './print-template.ts';

/**
 * CEL that gives the value as JSON, as the status has it. A text that CEL computes is put in as it is: the policy checks
 * that its characters need no escape.
 */
export function printJson(value: Value): string {
  const parts: string[] = [];
  let literal = '';
  const end = () => {
    if (literal !== '') parts.push(printText(escapeControls(literal)));
    literal = '';
  };
  for (const part of listParts(value)) {
    if (typeof part === 'string') literal += part;
    else {
      end();
      parts.push(part.type === 'int' ? `string(${part.code})` : part.code);
    }
  }
  end();
  return joinTexts(parts);
}

function* listParts(value: Value): Generator<string | Cel> {
  if (value instanceof Cel) yield* value.type === 'int' ? [value] : ['"', value, '"'];
  else if (typeof value !== 'object') yield JSON.stringify(value);
  else if (isList(value))
    yield* listItems(
      value.map(item => ['', item] as const),
      '[',
      ']',
    );
  else {
    const members = Object.entries(value).flatMap(([key, member]) =>
      member === undefined ? [] : [[`${JSON.stringify(key)}:`, member] as const],
    );
    yield* listItems(members, '{', '}');
  }
}

function* listItems(
  items: readonly (readonly [string, Value])[],
  open: string,
  close: string,
): Generator<string | Cel> {
  yield open;
  for (const [index, [key, value]] of items.entries()) {
    yield (index === 0 ? '' : ',') + key;
    yield* listParts(value);
  }
  yield close;
}
