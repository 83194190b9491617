import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { MAX_FIELD_LENGTH } from '../../src/bounds/bounds.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { CONTROL, HOSTILE, LONG } from '../bounds/hostile-texts.ts';
import { fakeContext } from './fake-streams.ts';

type Names = Partial<
  Record<'set' | 'namespace' | 'container' | 'volume' | 'map' | 'key' | 'value' | 'annotation', string>
>;

/** A manifest with one name that is not what it should be. */
function makeManifest({
  set = 'web',
  namespace = 'prod',
  container = 'a',
  volume = 'v',
  map = 'node-0',
  key = 'k',
  value = 'x',
  annotation = '/a',
}: Names): string {
  const items = [
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: set, namespace, annotations: { 'per-pod-config': annotation, note: value } },
      spec: {
        replicas: 2,
        template: {
          spec: {
            containers: [
              {
                name: container,
                env: [{ name: 'E', value }],
                volumeMounts: [{ name: volume, mountPath: '/b' }],
              },
              {
                name: 'b',
                envFrom: [{ configMapRef: { name: map } }, { configMapRef: { name: `${map}x` } }],
              },
            ],
            volumes: [{ name: volume, configMap: { name: map } }],
          },
        },
      },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: map, namespace }, data: { [key]: value } },
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

const COMMANDS: readonly (readonly string[])[] = [
  ['preview', '-'],
  ['export', 'policy', '-', '--params'],
  ['preview', '-', '--set', HOSTILE],
  ['preview', '-', '-o', 'json'],
  ['preview', '-', '-o', 'yaml'],
  ['preview', '-', '-o', 'patch'],
  ['lint', '-'],
  ['lint', '-', '-o', 'json'],
  ['lint', '-', '-o', 'github'],
  ['why', 'web-0', '-f', '-'],
  ['why', 'web-0', '-f', '-', '-o', 'json'],
  ['why', HOSTILE],
  ['status', HOSTILE],
  [HOSTILE],
  ['lint', `--${HOSTILE}`],
  ['preview', HOSTILE],
];

const FIELDS = ['set', 'namespace', 'container', 'volume', 'map', 'key', 'value', 'annotation'] as const;

const OWN_STYLES = new RegExp(`${'\u001b'}\\[(1|2|22|31|32|33|39)m`, 'g');

async function run(args: readonly string[], stdin: string, options: Parameters<typeof fakeContext>[0] = {}) {
  const context = fakeContext({ stdin, ...options });
  const code = await runCli(args, context);
  return { code, stdout: context.stdout.text, stderr: context.stderr.text };
}

describe('what users wrote reaches terminals and pipes without control characters', () => {
  for (const args of COMMANDS) {
    const command = args.join(' ').replaceAll(HOSTILE, 'HOSTILE');
    it(`by ${command}`, async () => {
      for (const field of FIELDS) {
        const stdin = makeManifest({ [field]: HOSTILE });
        for (const options of [{}, { columns: 80, env: { NO_COLOR: '1' } }]) {
          const { stdout, stderr } = await run(args, stdin, options);
          for (const text of [stdout, stderr]) {
            // YAML and tables of ours may have none either, and tabs would move what follows.
            assert.doesNotMatch(text, CONTROL, field);
            assert.doesNotMatch(text, /^error: b/m, field);
          }
        }
      }
    });

    it(`with bounded lines for people, by ${command}`, async () => {
      for (const field of FIELDS) {
        const { stdout, stderr } = await run(args, makeManifest({ [field]: LONG }));
        const isData = args.includes('-o');
        for (const line of [...stderr.split('\n'), ...(isData ? [] : stdout.split('\n'))])
          assert.ok(line.length <= 4 * MAX_FIELD_LENGTH, `${field}: ${line.length}`);
      }
    });
  }

  it('beside colours of ours', async () => {
    for (const field of FIELDS) {
      for (const command of [
        ['preview', '-'],
        ['lint', '-'],
        ['why', 'web-0', '-f', '-'],
      ]) {
        const { stdout } = await run(command, makeManifest({ [field]: HOSTILE }), { columns: 200 });
        assert.doesNotMatch(stdout.replaceAll(OWN_STYLES, ''), CONTROL, field);
      }
    }
  });
});

describe('data stays what it is', () => {
  const manifest = makeManifest({
    value: HOSTILE.slice(0, -1),
    key: 'a\u202eb',
    container: 'c\u2028d\u{e0041}',
  });
  const value = HOSTILE.slice(0, -1);
  const podsIn = (documents: readonly unknown[]) =>
    documents as { spec: { containers: { name: string; env: unknown }[] } }[];

  it('in YAML, as kubectl reads it', async () => {
    const { stdout } = await run(['preview', '-', '-o', 'yaml'], manifest);
    assert.doesNotMatch(stdout, CONTROL);
    const pods = podsIn(
      parseAllDocuments(stdout, { version: '1.1' }).map(document => document.toJS() as unknown),
    );
    assert.equal(pods.length, 2);
    for (const { spec } of pods) {
      assert.equal(spec.containers[0]?.name, 'c\u2028d\u{e0041}');
      assert.deepEqual(spec.containers[0]?.env, [{ name: 'E', value }]);
    }
  });

  it('in JSON', async () => {
    const { stdout } = await run(['preview', '-', '-o', 'json'], manifest);
    assert.ok(JSON.stringify(JSON.parse(stdout)).includes(JSON.stringify(`c\u2028d\u{e0041}`)));
  });
});

describe('a manifest that a library warns of', () => {
  it('makes no warning of Node.js, which would be printed raw', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    // A key that is a list, and a tag that is unknown; the control character is refused, its escape is not.
    for (const member of ['? ["\u009b2J"]\n  : v', '? ["\\x9b2J"]\n  : v', '"\\x9b2J": !<\\x9b> v']) {
      const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${member}\n`;
      const { stdout } = await run(['lint', '-'], manifest);
      assert.match(stdout, /invalid-(?:input|name)/);
      assert.doesNotMatch(stdout, CONTROL);
    }
    await new Promise(setImmediate);
    process.off('warning', note);
    assert.deepEqual(warnings, []);
  });
});

describe('names of files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'));
    await mkdir(join(folder, 'in'));
    await writeFile(join(folder, 'in', 'a\u001b[2J\nerror: b\u202e.yaml'), 'a: b\n');
    await writeFile(join(folder, 'in', 'c\u009b2J\nerror: b.yaml'), '{');
    await writeFile(join(folder, 'in', 'web.yaml'), makeManifest({}));
  });
  after(() => rm(folder, { recursive: true }));

  for (const args of [['preview'], ['lint'], ['lint', '-o', 'github'], ['lint', '-o', 'json']]) {
    it(`are one line without control characters, by ${args.join(' ')}`, async () => {
      const { stdout, stderr } = await run([...args, join(folder, 'in')], '');
      assert.match(stdout + stderr, /u009b2J/);
      assert.doesNotMatch(stdout + stderr, CONTROL);
      assert.doesNotMatch(stdout + stderr, /^error: b/m);
    });
  }

  it('are not written where they have control characters, which ls and diff would print', async () => {
    const out = join(folder, 'out');
    for (const names of [{ container: 'a\u001b[2J' }, { key: 'c\u009b2J' }, { set: '\u0085' }]) {
      const args = ['preview', '-', '-o', `files=${out}`];
      const { code, stderr } = await run(args, makeManifest(names));
      assert.equal(code, 1);
      assert.match(stderr, /^error: expected .*\\u00.*: nothing was written\n$/);
      await assert.rejects(stat(out), { code: 'ENOENT' });
    }
  });

  it('are escaped where it is said that they were written', async () => {
    const out = join(folder, 'out\u001b[2J');
    const { code, stdout } = await run(['preview', '-', '-o', `files=${out}`], makeManifest({}));
    assert.equal(code, 0);
    assert.match(stdout, /out\\u001b\[2J\n$/);
  });
});
