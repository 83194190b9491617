/** As k8s.io/apimachinery/pkg/api/resource reads it; JSON numbers, too. */
export function isQuantity(value: unknown): value is string | number {
  return match(value) !== null;
}

/**
 * Less than 0, 0, or more than 0, as the first is less than, equal to or more than the second; undefined where one is no quantity, or too
 * long to compare.
 */
export function compareQuantities(one: unknown, other: unknown): number | undefined {
  const [first, second] = [scale(one), scale(other)];
  if (first === undefined || second === undefined) return undefined;
  return first < second ? -1 : Number(first > second);
}

/** Whether it is a whole number, as an amount of devices must be; what is no quantity, or too long to tell, may be. */
export function isWhole(quantity: unknown): boolean {
  const scaled = scale(quantity);
  return scaled === undefined || scaled % 10n ** BigInt(PLACES) === 0n;
}

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** Decimal places that are compared; a quantity has no more than nine. */
const PLACES = 60;

function match(value: unknown): RegExpExecArray | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const found = QUANTITY.exec(String(value));
  return found !== null && `${found[2]}${found[3] ?? ''}` !== '' ? found : null;
}

/** The value, multiplied by a power of ten that makes it an integer. */
function scale(value: unknown): bigint | undefined {
  const found = match(value);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', binary, decimal, exponent = '0'] = found;
  const power =
    PLACES - fraction.length + (decimal === undefined ? Number(exponent) : (DECIMAL[decimal] ?? 0));
  if (whole.length > PLACES || power < 0 || power > 2 * PLACES) return undefined;
  const magnitude =
    BigInt(`${whole}${fraction}`) *
    10n ** BigInt(power) *
    1024n ** BigInt(binary === undefined ? 0 : BINARY.indexOf(binary) + 1);
  return sign === '-' ? -magnitude : magnitude;
}
