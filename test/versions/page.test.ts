import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { RELEASES } from './releases.ts';
import { renderSection } from './render-section.ts';
import { BEGIN, END, replaceSection } from './replace-section.ts';
import { PAGE, readMeasurements } from './write-page.ts';

const page = readFileSync(PAGE, 'utf8');
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

it('docs/compatibility.md has a column for each supported release, and what was measured last', () => {
  const section = page.split('\n## Kubernetes\n')[1]?.split('\n## ')[0] ?? '';
  assert.ok(section.includes(`\n| Kubernetes | ${RELEASES.join(' | ')} |\n`));
  assert.equal(replaceSection(page, renderSection(RELEASES, readMeasurements())), page);
});

it('README.md names the supported releases, and links to what was measured', () => {
  const minors = RELEASES.map(release => release.split('.').slice(0, 2).join('.'));
  const said = `${minors.slice(0, -1).join(', ')} and ${minors.at(-1)} ([measured](docs/compatibility.md#kubernetes))`;
  assert.ok(readme.replaceAll('\n', ' ').includes(said), said);
});

it('only what is between the markers is replaced', () => {
  const text = `a\n${BEGIN}\nold\n${END}\nb\n`;
  const replaced = replaceSection(text, 'new: $& $1');
  assert.equal(replaced, `a\n${BEGIN}\n\nnew: $& $1\n\n${END}\nb\n`);
  assert.equal(replaceSection(replaced, 'new: $& $1'), replaced);
});

for (const [what, text] of [
  ['no marker', 'a'],
  ['one marker', `a${BEGIN}b`],
  ['the other marker', `a${END}b`],
  ['the markers the other way round', `a${END}b${BEGIN}`],
  ['the first marker twice', `${BEGIN}${BEGIN}a${END}`],
  ['the second marker twice', `${BEGIN}a${END}b${END}`],
  ['one behind the other and one in front', `${END}${BEGIN}a${END}`],
] as const) {
  it(`a page with ${what} is not touched`, () => {
    assert.throws(() => replaceSection(text, 'new'), /docs\/compatibility\.md: expected <!-- begin/);
  });
}
