import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { renderVariables } from '../../src/cli/render-variables.ts';

const VALUES = [
  '',
  'plain',
  '$(touch run)',
  '`touch run`',
  '"; touch run; "',
  "'; touch run; '",
  "'\\''$(touch run)'\\''",
  '\\',
  "\\'",
  'two\nlines\n# $(touch run)\n',
  '\r\n$(touch run)',
  `$HOME \${HOME} ~ * !! \t #`,
  'a[$(touch run)]',
  'ü€😀\u2028\u0085',
  '\n',
];

const STRANGE_NAMES = [
  'MY.VAR',
  '1ABC',
  'a b',
  '$(touch run)',
  'A;touch run',
  'A`touch run`',
  'A\ntouch run',
  'é',
];

/** Set to `a[$(…)]`, some of them run a command in bash, which evaluates the value. */
const OWN_NAMES = [
  ...[
    'RANDOM',
    'SRANDOM',
    'OPTIND',
    'HISTCMD',
    'SECONDS',
    'LINENO',
    'UID',
    'EUID',
    'PPID',
    'BASHPID',
    'SHELLOPTS',
  ],
  ...[
    'PROMPT_COMMAND',
    'PS0',
    'PS1',
    'PS4',
    'ENV',
    'BASH_ENV',
    'COLUMNS',
    'LINES',
    'HISTSIZE',
    'TMOUT',
    'GROUPS',
  ],
];

describe('the variables of a container', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'variables-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** What a shell has of the variables, having sourced them. */
  const source = async (shell: string, text: string, names: readonly string[]) => {
    const file = join(folder, 'all.env');
    await writeFile(file, text);
    const print = names.map(name => `printf '%s\\0' "$${name}"`).join('\n');
    const { stdout, stderr, status } = spawnSync(shell, ['-c', `. ${file}\n${print}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr, await readdir(folder)], [0, '', ['all.env']]);
    return stdout.split('\0').slice(0, -1);
  };

  for (const shell of ['sh', 'bash'].filter(name => spawnSync(name, ['-c', ':']).status === 0)) {
    it(`are in ${shell} what they are, once it has sourced them, and nothing has run`, async () => {
      const variables = VALUES.map((value, index) => [`V_${index}`, value] as const);
      const names = variables.map(([name]) => name);
      assert.deepEqual(await source(shell, renderVariables(variables), names), VALUES);
    });

    it(`are comments where ${shell} could not have them, or gives them a meaning`, async () => {
      const variables = [...STRANGE_NAMES, ...OWN_NAMES].flatMap(name =>
        VALUES.map(value => [name, value] as const),
      );
      const text = renderVariables([...variables, ['last', 'x']]);
      assert.deepEqual(await source(shell, text, ['last']), ['x']);
      assert.ok(text.split('\n').filter(line => line.startsWith('# ')).length === variables.length, text);
    });
  }

  it('are ordered by name', () => {
    assert.equal(
      renderVariables([
        ['B', '2'],
        ['A.B', "it's"],
        ['A', '1'],
      ]),
      `A='1'\n# "A.B": "it's"\nB='2'\n`,
    );
  });
});
