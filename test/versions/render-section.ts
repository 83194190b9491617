import { isGood, type Measurement } from './measurement.ts';

/** The section of docs/compatibility.md: a column for each release. */
export function renderSection(releases: readonly string[], measurements: readonly Measurement[]): string {
  const columns = releases.map(release => measurements.find(one => one.release === release));
  return [
    renderTable('Kubernetes', releases, listBasics(columns)),
    ...renderFacts(releases, columns),
    ...renderList('Not tested to the end:', listFailures(measurements)),
    ...renderList(
      'Failed tests:',
      group(measurements, ({ failed }) => failed.map(({ title }) => `*${title}*`)),
    ),
    ...renderList(
      'Skipped tests:',
      group(measurements, ({ skipped }) =>
        skipped.map(({ title, reason }) => `*${title}*, because ${reason}`),
      ),
    ),
  ].join('\n\n');
}

type Column = Measurement | undefined;
type Row = readonly [string, ...string[]];

/** What stands for a value that there is none of. */
const NONE = '-';

function listBasics(columns: readonly Column[]): Row[] {
  const components = new Set(columns.flatMap(column => Object.keys(column?.versions ?? {})));
  const row = (name: string, find: (column: Measurement) => string | undefined): Row => [
    name,
    ...columns.map(column => (column && find(column)) ?? NONE),
  ];
  return [
    ['measured on', ...columns.map(column => column?.date ?? 'not yet')],
    ...[...components].map(name => row(name, ({ versions }) => versions[name])),
    row('tests passed', ({ passed }) => String(passed)),
    row('tests failed', ({ failed }) => String(failed.length)),
    row('tests skipped', ({ skipped }) => String(skipped.length)),
  ];
}

/** Those that differ in a table, those that are alike everywhere in a list. */
function renderFacts(releases: readonly string[], columns: readonly Column[]): string[] {
  const measured = columns.filter(column => column !== undefined).filter(({ facts }) => facts.length > 0);
  const names = new Set(measured.flatMap(({ facts }) => facts.map(({ fact }) => fact)));
  const rows = [...names].map(
    (name): Row => [name, ...columns.map(column => findValue(column, name) ?? NONE)],
  );
  const isAlike = ([name]: Row) => new Set(measured.map(column => findValue(column, name))).size === 1;
  const differing = rows.filter(row => !isAlike(row));
  const alike = rows
    .filter(isAlike)
    .map(([name]) => `${name}: ${measured.length > 0 ? findValue(measured[0], name) : ''}`);
  return [
    ...(differing.length === 0 ? [] : [renderTable('What differs', releases, differing)]),
    ...renderList(`Alike on ${measured.map(({ release }) => release).join(', ')}:`, alike),
  ];
}

const findValue = (column: Column, name: string): string | undefined =>
  column?.facts.find(({ fact }) => fact === name)?.value;

function listFailures(measurements: readonly Measurement[]): string[] {
  return measurements
    .filter(one => !isGood(one))
    .flatMap(({ release, failure }) => (failure === undefined ? [] : `${release}: ${failure}`));
}

/** Each line once, with the releases that have it. */
function group(
  measurements: readonly Measurement[],
  list: (measurement: Measurement) => readonly string[],
): string[] {
  const found = new Map<string, string[]>();
  for (const measurement of measurements) {
    for (const line of list(measurement)) found.set(line, [...(found.get(line) ?? []), measurement.release]);
  }
  return [...found].map(([line, releases]) => `${releases.join(', ')}: ${line}`);
}

function renderList(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, lines.map(line => `- ${line}`).join('\n')];
}

function renderTable(corner: string, releases: readonly string[], rows: readonly Row[]): string {
  const head: Row = [corner, ...releases];
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
