import { listProductionPackages, type ProductionPackage } from './production-packages.ts';

/** The text of THIRD-PARTY-LICENSES.md: a table, and the notices, each once. */
export function renderLicenses(): string {
  const packages = listProductionPackages();
  return [
    '# Third-party licences',
    '',
    'The packages that are in the image besides per-pod-config itself and Node.js. `npm run licenses` writes this page.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    ...renderNotices(packages),
    '',
  ].join('\n');
}

function renderNotices(packages: readonly ProductionPackage[]): string[] {
  const users = new Map<string, string[]>();
  for (const { name, notices } of packages) {
    for (const text of notices.map(tidy)) users.set(text, [...(users.get(text) ?? []), name]);
  }
  return [...users].flatMap(([text, names]) => [
    '',
    `## ${[...new Set(names)].join(', ')}`,
    '',
    '````text',
    text,
    '````',
  ]);
}

/** Line ends and blanks are no part of what is said. */
function tidy(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/[ \t]+$/gm, '')
    .trim();
}
