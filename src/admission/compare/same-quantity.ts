/** Whether two quantities of the core API are one: `1000m` and `1`, `1Gi` and `1024Mi`. */
export function isSameQuantity(one: unknown, other: unknown): boolean {
  const [left, right] = [parse(one), parse(other)];
  if (left === undefined || right === undefined) return false;
  return left.digits * right.divisor === right.digits * left.divisor;
}

/** A fraction: numbers of JavaScript would round. */
interface Fraction {
  readonly digits: bigint;
  readonly divisor: bigint;
}

function parse(quantity: unknown): Fraction | undefined {
  const [, sign, whole = '', part = '', suffix = ''] = QUANTITY.exec(String(quantity)) ?? [];
  if (whole + part === '') return undefined;
  const factor = factorOf(suffix);
  if (factor === undefined) return undefined;
  const digits = BigInt(whole + part) * factor.digits;
  return { digits: sign === '-' ? -digits : digits, divisor: 10n ** BigInt(part.length) * factor.divisor };
}

/** Longer numbers than these mean nothing, and take long to multiply. */
const QUANTITY = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?([a-zA-Z]{0,2}|[eE][+-]?\d{1,2})$/;

function factorOf(suffix: string): Fraction | undefined {
  const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].indexOf(suffix);
  if (binary >= 0) return { digits: 1024n ** BigInt(binary + 1), divisor: 1n };
  const decimal =
    DECIMALS.get(suffix) ?? (/^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : undefined);
  if (decimal === undefined) return undefined;
  const power = 10n ** BigInt(Math.abs(decimal));
  return decimal < 0 ? { digits: 1n, divisor: power } : { digits: power, divisor: 1n };
}

const DECIMALS = new Map(
  Object.entries({ n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }),
);
