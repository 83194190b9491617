/** What a scalar is, once its tag and its text have been looked at. */
export interface Resolved {
  readonly type: 'str' | 'int' | 'float' | 'bool' | 'null';
  readonly value: string | number | boolean | null;
  /** How kubectl writes it as a key; undefined where that ends in an error. */
  readonly key: string | undefined;
}

/**
 * A scalar as kubectl reads it: by go-yaml v2, which is closer to YAML 1.1 than to 1.2, has no numbers to base 60, and
 * leaves dates alone.
 *
 * @param tag in full; undefined where none is written.
 * @param isPlain whether the text is in no quotes and no block.
 * @throws Error when the text is not what the tag says.
 */
export function resolveScalar(tag: string | undefined, text: string, isPlain: boolean): Resolved {
  const name = tag?.startsWith(CORE) ? tag.slice(CORE.length) : tag;
  switch (name) {
    case undefined:
      return isPlain ? resolvePlain(text) : toText(text);
    case 'binary':
      return toText(decodeBinary(text));
    case 'timestamp':
      if (DATE.test(text)) return toText(text);
      break;
    case 'int':
    case 'float':
    case 'bool':
    case 'null': {
      const resolved = resolvePlain(text);
      if (resolved.type === name || (name === 'float' && resolved.type === 'int')) return resolved;
      break;
    }
    default:
      return toText(text);
  }
  throw new Error(`expected a scalar of type !!${name}`);
}

const CORE = 'tag:yaml.org,2002:';

const DATE =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[-+][0-9:]+)?)?$/;

function toText(text: string): Resolved {
  return { type: 'str', value: text, key: text };
}

/** The Go library takes line breaks in base64, no spaces, and nothing without its padding. */
function decodeBinary(text: string): string {
  const encoded = text.replaceAll(/[\r\n]/g, '');
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) throw new Error('expected base64 after !!binary');
  return bytes.toString();
}

function resolvePlain(text: string): Resolved {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (text.startsWith('.')) return resolveFloat(text, POINT_FIRST) ?? toText(text);
  if (!/^[-+0-9]/.test(text)) return toText(text);
  return resolveInt(text) ?? resolveFloat(text.replaceAll('_', ''), FLOAT) ?? toText(text);
}

const WORDS: ReadonlyMap<string, Resolved> = new Map([
  ...listWords(['y', 'yes', 'true', 'on'], { type: 'bool', value: true, key: 'true' }, []),
  ...listWords(['n', 'no', 'false', 'off'], { type: 'bool', value: false, key: 'false' }, []),
  ...listWords(['null'], { type: 'null', value: null, key: undefined }, ['', '~']),
  ...listWords(['.inf', '+.inf'], toFloat(Number.POSITIVE_INFINITY), ['.Inf', '+.Inf']),
  ...listWords(['-.inf'], toFloat(Number.NEGATIVE_INFINITY), ['-.Inf']),
  ...listWords(['.nan'], toFloat(Number.NaN), ['.NaN']),
]);

/** Each in lower case, in capitals, and with a capital in front. */
function listWords(words: readonly string[], resolved: Resolved, others: readonly string[]) {
  return [...words.flatMap(toCases), ...others].map(word => [word, resolved] as const);
}

function toCases(word: string): string[] {
  return [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)];
}

/** Of 64 bits. Underscores may stand anywhere behind the first character. */
function resolveInt(text: string): Resolved | undefined {
  const [, sign = '', digits] = INT.exec(text.replaceAll('_', '')) ?? [];
  if (digits === undefined) return undefined;
  const [, base = '', rest = ''] = /^(0[xob]?(?=.))?0*(.*)$/i.exec(digits) ?? [];
  // Of base 2 no number of 64 bits has more; to read millions takes long.
  if (rest.length > 64) return undefined;
  const size = BigInt(`${base === '0' ? '0o' : base}${rest || '0'}`);
  const value = sign === '-' ? -size : size;
  const isSigned = -(2n ** 63n) <= value && value < 2n ** 63n;
  if (!isSigned && (sign !== '' || value >= 2n ** 64n)) return undefined;
  return { type: 'int', value: Number(value), key: isSigned ? String(value) : undefined };
}

const INT = /^([-+]?)(0x[0-9a-f]+|0o?[0-7]+|0b[01]+|0|[1-9][0-9]*)$/i;

function resolveFloat(text: string, pattern: RegExp): Resolved | undefined {
  const value = Number(text.replaceAll('_', ''));
  return pattern.test(text) && Number.isFinite(value) ? toFloat(value) : undefined;
}

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?$/i;
const POINT_FIRST = /^\.[0-9]+(?:_[0-9]+)*(?:e[-+]?[0-9]+(?:_[0-9]+)*)?$/i;

function toFloat(value: number): Resolved {
  return { type: 'float', value, key: formatFloat(value) };
}

/** As the Go library prints what it takes for a number of 32 bits: with an exponent from a million on. */
function formatFloat(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  const shortest = findShortest(single);
  const [mantissa = '', exponent = ''] = shortest.split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(shortest));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The fewest digits that are this number and no other one of 32 bits. */
function findShortest(single: number): string {
  for (let digits = 0; digits < 9; digits += 1) {
    const text = single.toExponential(digits);
    if (Math.fround(Number(text)) === single) return text;
  }
  return single.toExponential();
}
