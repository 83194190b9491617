import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HELP, readOptions } from './options.ts';
import { RELEASES } from './releases.ts';

it('without flags, every supported release is tested with all files, one after the other', () => {
  const options = { releases: RELEASES, atOnce: 1, files: undefined, cluster: undefined, help: false };
  assert.deepEqual(readOptions([]), options);
});

it('releases are tested once each, in the order of the list', () => {
  const flags = ['--release', '1.36.3', '--release', '1.34.4', '--release', '1.36.3'];
  assert.deepEqual(readOptions(flags).releases, ['1.34.4', '1.36.3']);
});

it('the other flags are read', () => {
  const { atOnce, files, cluster } = readOptions([
    '--at-once',
    '2',
    '--files',
    'a',
    '--files',
    'b',
    '--cluster',
    'c',
  ]);
  assert.deepEqual([atOnce, files, cluster], [2, ['a', 'b'], 'c']);
});

for (const [flags, message] of [
  [['--release', '1.36'], /--release: expected one of 1\.34\.4, .*, got "1\.36"/],
  [['--at-once', '0'], /--at-once: expected a whole number from 1 to 999, got "0"/],
  [['--at-once', 'two'], /got "two"/],
  [['--at-once', '1.5'], /got "1\.5"/],
  [['--wrong'], /--wrong/],
  [['more'], /more/],
] as const) {
  it(`${flags.join(' ')} is refused`, () => assert.throws(() => readOptions(flags), message));
}

it('the help names every flag', () => {
  for (const flag of ['release', 'at-once', 'files', 'cluster', 'help'])
    assert.match(HELP, new RegExp(`^ +--${flag}`, 'm'));
});
