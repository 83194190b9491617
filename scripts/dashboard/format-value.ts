export interface Unit {
  readonly size: number;
  readonly name: string;
}

/**
 * The multiple of one of Grafana's units that a value is best written in.
 *
 * @throws Error for a unit that the dashboard has not used before.
 */
export function chooseUnit(value: number, unit: string): Unit {
  const units = UNITS[unit];
  if (units === undefined) throw new Error(`expected one of the units ${Object.keys(UNITS)}, got ${unit}`);
  return units.findLast(({ size }) => Math.abs(value) >= size) ?? units[0];
}

export function formatIn({ size, name }: Unit, value: number, decimals?: number): string {
  const digits =
    decimals === undefined
      ? { maximumSignificantDigits: 3 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return `${new Intl.NumberFormat('en', digits).format(value / size)}${name}`;
}

/** From the smallest on; the first is also that of 0. */
const UNITS: Readonly<Record<string, readonly [Unit, ...Unit[]]>> = {
  short: [
    { size: 1, name: '' },
    { size: 1e3, name: ' K' },
  ],
  locale: [{ size: 1, name: '' }],
  reqps: [{ size: 1, name: ' req/s' }],
  percentunit: [{ size: 0.01, name: '%' }],
  d: [{ size: 1, name: ' days' }],
  s: [
    { size: 1e-6, name: ' µs' },
    { size: 1e-3, name: ' ms' },
    { size: 1, name: ' s' },
    { size: 60, name: ' min' },
    { size: 3600, name: ' h' },
  ],
  bytes: [
    { size: 1, name: ' B' },
    { size: 2 ** 10, name: ' KiB' },
    { size: 2 ** 20, name: ' MiB' },
    { size: 2 ** 30, name: ' GiB' },
  ],
};
