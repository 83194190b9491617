import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';

const FOLDER = new URL('../findings/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const scripts = readdirSync(FOLDER).filter(name => name.endsWith('.sh'));

describe('the findings', () => {
  it('are all in the table, each once and in order, and nothing else is', () => {
    const listed = [...read('README.md').matchAll(/^\| \[(.*?)\]\((.*?)\) \|/gm)];
    assert.deepEqual(
      listed.map(([, , link]) => link),
      scripts.toSorted(),
    );
    for (const [, name, link] of listed) assert.equal(link, `${name}.sh`);
  });

  for (const name of scripts) {
    const text = read(name);
    const head = text.slice(0, text.indexOf('\nset -euo pipefail\n'));

    it(`${name} can be executed, and says what it is about`, () => {
      assert.ok(statSync(new URL(name, FOLDER)).mode & 0o100);
      assert.match(head, /^#!\/usr\/bin\/env bash\n# \S.*\n#\n# Version: /);
      const parts = [...head.matchAll(/^# (\w+): \S/gm)].map(([, part]) => part);
      assert.deepEqual(parts, ['Version', 'Guess', 'Behaviour', 'Seen', 'Matters']);
    });

    it(`${name} leaves nothing behind, uses none of our code, and compares what it gets`, () => {
      assert.ok(text.includes('\ndir=$(mktemp -d)\ntrap \'rm -rf "$dir"\' EXIT\ncd "$dir"\n'));
      assert.doesNotMatch(text, /\.\.\/|per-pod-config|BASH_SOURCE|\$0/);
      assert.match(text, /\ndiff -u - out <<'SEEN'\n.+\nSEEN\n$/s);
    });

    it(`${name} pins every package, names its version in the head, and no registry`, () => {
      assert.doesNotMatch(text, /latest|https?:(?!\/\/127\.0\.0\.1:)|registry|proxy\.golang|npmjs|GOPROXY/);
      const pinned = listPackages(text);
      for (const [, version = ''] of pinned) {
        assert.match(version, /^\d+\.\d+\.\d+$/);
        assert.ok(head.includes(version), version);
      }
      assert.ok(pinned.length > 0);
    });
  }
});

/** What Go and npm install, each with its version. */
function listPackages(text: string): [name: string, version: string | undefined][] {
  const required = [...text.matchAll(/^(?:require |\t)([\w.-]+\.\w+\/\S+) (\S+)$/gm)];
  const installed = [...text.matchAll(/go install ([^@\s]+)@(\S+)/g)];
  const npm = [...text.matchAll(/npm install (?:--save-exact )?([^>;|}&]*)/g)]
    .flatMap(([, names = '']) => names.trim().split(/\s+/))
    .map((name): [string, string | undefined] => [name, name.split('@').at(-1)]);
  return [
    ...npm,
    ...[...required, ...installed].map(([, name = '', version]): [string, string | undefined] => [
      name,
      version?.replace(/^v/, ''),
    ]),
  ];
}
