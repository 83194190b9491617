import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { listProductionPackages } from '../../scripts/production-packages.ts';
import { renderLicenses } from '../../scripts/render-licenses.ts';

/** Permissive: they ask for a notice, and nothing of those who only use or pass on the program. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Unlicense',
]);

it('every production dependency has a licence that is allowed, or a choice with one', () => {
  const packages = listProductionPackages();
  assert.ok(packages.length > 50);
  for (const { name, license } of packages) {
    const choices = license.replace(/^\((.*)\)$/, '$1').split(' OR ');
    assert.ok(
      choices.some(choice => ALLOWED.has(choice)),
      `${name}: ${license}`,
    );
  }
});

it('THIRD-PARTY-LICENSES.md is current (npm run licenses writes it)', () => {
  const page = readFileSync(new URL('../../THIRD-PARTY-LICENSES.md', import.meta.url), 'utf8');
  assert.equal(page, renderLicenses());
});

it('the lock file says of each package where its bytes are known by, and names no registry', () => {
  const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string }> };
  for (const [path, { integrity }] of Object.entries(packages)) {
    if (path !== '') assert.match(integrity ?? '', /^sha512-/, path);
  }
  assert.doesNotMatch(text, /"resolved"/);
});

it('every direct dependency is pinned to one version', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const manifest = JSON.parse(text) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
  }
});
