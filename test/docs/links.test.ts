import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

const ROOT = new URL('../../', import.meta.url);
const PAGES = globSync(['*.md', '{docs,findings,test}/**/*.md'], { cwd: ROOT });

/** The anchors that GitHub gives to headings, and those that are written out. */
function listAnchors(text: string): string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '');
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...prose.matchAll(/<a id="(.*?)">/g)].map(([, id = '']) => id)];
}

for (const page of PAGES) {
  it(`every link of ${page} leads somewhere`, () => {
    const url = new URL(page, ROOT);
    for (const [, path = '', anchor] of readFileSync(url, 'utf8').matchAll(
      /\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g,
    )) {
      const target = path === '' ? url : new URL(path, url);
      assert.ok(existsSync(target), path);
      if (anchor !== undefined) {
        assert.ok(listAnchors(readFileSync(target, 'utf8')).includes(anchor), `${path}#${anchor}`);
      }
    }
  });
}
