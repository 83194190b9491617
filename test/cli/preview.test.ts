import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import stringWidth from 'string-width';
import { parseAllDocuments } from 'yaml';
import { runCli } from '../../src/cli/run-cli.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { fakeContext } from './fake-streams.ts';

const EXAMPLES = 'manifests/examples';

/** A set in YAML's flow style, so that a row below can say it in a line. */
const makeSet = (annotation: string, extra = '', template = '') =>
  `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web, annotations: {per-pod-config: ${annotation}}}
spec: {replicas: 2, ${extra} template: {spec: {containers: [{name: a}], ${template}}}}
`;
const makeMap = (name: string, data = '{k: v}', kind = 'ConfigMap') =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${kind === 'Secret' ? 'stringData' : 'data'}: ${data}\n`;

describe('preview', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-'));
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (args: readonly string[], options: Parameters<typeof fakeContext>[0] = {}) => {
    const context = fakeContext(options);
    const code = await runCli(['preview', ...args], context);
    return { code, stdout: context.stdout.text, stderr: context.stderr.text };
  };
  const runOn = (stdin: string, ...args: string[]) => run(['-', ...args], { stdin });
  const pods = (stdout: string) =>
    (JSON.parse(stdout) as { pods: { name: string; outcome: string; containers: unknown[] }[] }).pods;
  const rowsOf = (stdout: string) =>
    stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/ {3,}/));

  it('shows each pod, what it mounts where, and that it is there', async () => {
    const { code, stdout, stderr } = await run([`${EXAMPLES}/node-config`]);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(rowsOf(stdout), [
      ['web-0', '0', 'ConfigMap node-0', '/network/conf', 'present', 'postgres.conf, httpSettings'],
      ['web-1', '1', 'ConfigMap node-1', '/network/conf', 'present', 'nodeid.dat, application.conf'],
    ]);
  });

  it('says what is missing, and what cannot be known', async () => {
    const annotation =
      '"volumes: [{mountPath: /a, configMap: {name: n, items: [{key: z, path: z}]}}, {mountPath: /b, configMap: m}, {mountPath: /c, configMap: {name: o, optional: true}}, {mountPath: /d, secret: s}]"';
    const { code, stdout, stderr } = await runOn(makeSet(annotation) + makeMap('"n"'), '--ordinal', '0');
    assert.equal(code, 0);
    assert.deepEqual(
      rowsOf(stdout).map(cells => cells.slice(-2)),
      [
        ['no key z', '-'],
        ['missing', '-'],
        ['missing, optional', '-'],
        ['not given', '-'],
      ],
    );
    assert.match(stderr, /^note: there is no Secret among the inputs.*\n$/);
  });

  it('reads files, folders and standard input together, in the namespace that is given', async () => {
    const file = join(folder, 'map.yaml');
    await writeFile(file, makeMap('node-0') + makeMap('node-1'));
    const { stdout } = await run([file, '-', '-n', 'prod', '-o', 'json'], { stdin: makeSet('/a') });
    assert.ok(stdout.includes('"namespace": "prod"') && !stdout.includes('missing'), stdout);
  });

  it('a denied pod is said to be one, in words for all that are, and the others are shown', async () => {
    const taken = '$(ordinal == 1 ? "/taken" : "/free")';
    const volumeMounts = 'volumeMounts: [{name: v, mountPath: /taken}]';
    const set = makeSet(`'volumes: [{mountPath: ''${taken}'', configMap: n}]'`)
      .replace('{name: a}', `{name: a, ${volumeMounts}}`)
      .replace('containers', 'volumes: [{name: v, emptyDir: {}}], containers');
    const { code, stdout, stderr } = await runOn(set + makeMap('"n"'));
    assert.equal(code, 1);
    assert.deepEqual(
      rowsOf(stdout).map(cells => cells.slice(0, 3)),
      [
        ['web-0', '0', 'ConfigMap n'],
        ['web-1', '1', 'denied'],
      ],
    );
    assert.match(
      stderr,
      /^error: default\/web-1 denied: conflict: container "a" has volume "v" at \/taken already/,
    );
    const claimed = await runOn(
      makeSet("'volumes: [{name: d, configMap: n}]'", 'volumeClaimTemplates: [{metadata: {name: d}}],'),
    );
    assert.match(
      claimed.stderr,
      /web-1 denied: conflict: volume "d" of the pod is PersistentVolumeClaim "d-web-1", which is never replaced/,
    );
    const invalid = await runOn(makeSet("'volumes: [{mountPath: /a, configMap: $(nope)}]'"));
    assert.match(invalid.stderr, /error: default\/web-0, default\/web-1 denied: invalid-annotation: /);
  });

  it('-o yaml gives the pods as they would be created, -o patch what makes them so', async () => {
    const input = makeSet('/a', 'volumeClaimTemplates: [{metadata: {name: d}}],') + makeMap('node-0');
    const yaml = await runOn(input, '-o', 'yaml');
    const created = parseAllDocuments(yaml.stdout).map(document => document.toJS() as RawPod);
    assert.deepEqual(
      created.map(({ metadata }) => metadata['name']),
      ['web-0', 'web-1'],
    );
    assert.deepEqual(
      created[1]?.spec.volumes?.map(({ name }) => name),
      ['d', 'per-pod-config-0'],
    );
    const patches = JSON.parse((await runOn(input, '-o', 'patch')).stdout) as {
      patch: Parameters<typeof applyIndependently>[1];
    }[];
    assert.equal(patches.length, 2);
    const bare: RawPod = { metadata: {}, spec: { containers: [{ name: 'a' }], volumes: [] } };
    const [container] = applyIndependently(bare, patches[1]?.patch ?? []).spec.containers;
    assert.equal(container?.volumeMounts?.[0]?.mountPath, '/a');
  });

  it('-o json says all, but no text of a Secret', async () => {
    const annotation = `"{volumes: [{mountPath: /a, secret: s}], env: [{name: ID, value: '$(ordinal)'}], envFrom: [{secret: s}]}"`;
    const env = 'env: [{name: DSN, value: "db:$(PASSWORD)"}]';
    const input =
      makeSet(annotation).replace('{name: a}', `{name: a, ${env}}`) +
      makeMap('s', '{PASSWORD: hunter2}', 'Secret');
    for (const format of ['json', 'table', 'yaml', 'patch']) {
      const { stdout, stderr } = await runOn(input, '-o', format);
      assert.ok(!(stdout + stderr).includes('hunter2'), format);
      assert.ok(!stdout.includes(Buffer.from('hunter2').toString('base64')), format);
    }
    const [pod] = pods((await runOn(input, '-o', 'json')).stdout);
    assert.deepEqual(pod?.containers, [
      {
        name: 'a',
        mounts: [
          {
            path: '/a',
            sources: [
              { kind: 'Secret', name: 's', state: 'present', files: [{ path: 'PASSWORD', mode: '644' }] },
            ],
          },
        ],
        environment: [
          { kind: 'Secret', name: 's', state: 'present', variables: [{ name: 'PASSWORD' }] },
          {
            kind: 'variables',
            variables: [
              { name: 'ID', value: '0' },
              { name: 'DSN', value: 'db:********' },
            ],
          },
        ],
      },
    ]);
  });

  it('-o files=DIR writes what each container would see, so that pods can be compared', async () => {
    const out = join(folder, 'out');
    const { code, stdout } = await run([EXAMPLES, '-o', `files=${out}`]);
    assert.equal(code, 0);
    assert.match(stdout, /^wrote \d+ files of 28 pods to /);
    assert.equal(
      await readFile(join(out, 'default/zookeeper/zookeeper-1/zookeeper/etc/zookeeper/myid'), 'utf8'),
      '2\n',
    );
    const key = join(out, 'default/ledger/ledger-0/node/etc/ledger-key/node.key');
    assert.equal((await stat(key)).mode & 0o777, 0o440);
    assert.match(
      await readFile(join(out, 'default/zookeeper/zookeeper-1/zookeeper.env'), 'utf8'),
      /^ZOO_MY_ID='2'$/m,
    );
    const again = await run([EXAMPLES, '-o', `files=${out}`]);
    assert.equal(again.code, 1);
    assert.match(
      again.stderr,
      /^error: expected .* to be a new or empty folder, got one with default: nothing was written\n$/,
    );
    assert.deepEqual(
      (await readdir(folder)).filter(name => name.startsWith('out-')),
      [],
      'nothing is left behind',
    );
  });

  const hostile: [string, string][] = [
    ['a key that climbs', makeSet('/a') + makeMap('node-0', '{../../../../../../../../tmp/x: v}')],
    ['a name that climbs', makeSet('/a').replace('{name: a}', '{name: ../../a}') + makeMap('node-0')],
  ];
  for (const [title, input] of hostile) {
    it(`-o files=DIR writes nothing outside of it: ${title}`, async () => {
      const out = join(folder, 'hostile');
      const { code, stderr } = await runOn(input, '-o', `files=${out}`);
      assert.equal(code, 1);
      assert.match(stderr, /^error: expected .*: nothing was written\n$/);
      await assert.rejects(stat(out), { code: 'ENOENT' });
    });
  }

  it('--ordinal, --replicas and --set choose, also what is not there yet', async () => {
    const input = makeSet("'env: [{name: R, value: $(replicas)}]'");
    const names = async (...args: string[]) =>
      pods((await runOn(input, '-o', 'json', ...args)).stdout).map(({ name }) => name);
    assert.deepEqual(await names('--ordinal', '1,5-6', '--ordinal', '9'), [
      'web-1',
      'web-5',
      'web-6',
      'web-9',
    ]);
    assert.deepEqual(await names('--replicas', '3'), ['web-0', 'web-1', 'web-2']);
    assert.ok((await runOn(input, '--replicas', '3')).stdout.includes('R=3'));
    assert.deepEqual(await names('--set', 'web'), ['web-0', 'web-1']);
    assert.deepEqual(await names('--set', 'default/web', '--ordinal', '0'), ['web-0']);
    const { code, stderr } = await runOn(input, '--set', 'wbe');
    assert.deepEqual([code, stderr], [1, 'error: --set: expected one of default/web, got wbe\n']);
  });

  it('shows a pod beyond the replicas among enough of them, and says so, unless their number is given', async () => {
    const input = makeSet('\'env: [{name: P, value: "$(peers.join("-"))"}]\''.replaceAll('"-"', "''-''"));
    const { code, stdout, stderr } = await runOn(input, '--ordinal', '3');
    assert.deepEqual([code, stderr], [0, 'note: web-3 is shown as if there were 4 replicas\n']);
    assert.match(stdout, /P=web-0-web-1-web-2-web-3/);
    const denied = await runOn(input, '--ordinal', '3', '--replicas', '2');
    assert.equal(denied.code, 1);
    assert.match(denied.stderr, /denied: surplus: pod "web-3" is not among the pods of StatefulSet web/);
    const plain = await runOn(makeSet('/a'), '--ordinal', '3');
    assert.ok(!plain.stderr.includes('as if'));
  });

  it('says what stands for a hash that only the controller knows, and makes no label of it', async () => {
    const hash = 'labels["controller-revision-hash"]'.replaceAll('"', '\\"');
    const input = makeSet(`"volumes: [{mountPath: /a, configMap: '$(${hash})'}]"`) + makeMap('other');
    const { code, stdout, stderr } = await runOn(input);
    assert.deepEqual(
      [code, stderr],
      [0, 'note: web-xxxxxxxxxx stands for label controller-revision-hash, which is not known yet\n'],
    );
    assert.deepEqual(rowsOf(stdout)[0]?.slice(2, 5), ['ConfigMap web-xxxxxxxxxx', '/a', 'not given']);
    assert.ok(!(await runOn(input, '-o', 'yaml')).stdout.includes('controller-revision-hash:'));
    const unknown = await runOn(
      makeSet(
        `"env: [{name: A, value: '$({'a': 'b'}[${hash}])'}]"`.replaceAll("'a': 'b'", '\\"a\\": \\"b\\"'),
      ),
    );
    assert.equal(unknown.code, 0);
    assert.match(
      unknown.stderr,
      /^note: not checked, as label controller-revision-hash is not known yet: .*\n$/,
    );
  });

  it('says what the StatefulSet is denied for, or warned of', async () => {
    const runNamed = (length: number) =>
      runOn(makeSet('/a').replace('name: web', `name: ${'w'.repeat(length)}`));
    const denied = await runNamed(54);
    assert.equal(denied.code, 1);
    assert.match(
      denied.stderr,
      /^error: StatefulSet default\/w+: invalid-name: .*at most 52 characters, .*got 54/m,
    );
    const warned = await runNamed(53);
    assert.equal(warned.code, 0);
    assert.match(warned.stderr, /^warning: StatefulSet default\/w+: invalid-name: /m);
  });

  it('says what the template has that only per-pod-config writes, and shows what replaces it', async () => {
    const status = '{"ordinal":0,"volumes":[{"name":"lie"}],"annotationHash":"0"}';
    const input = makeSet('/a').replace(
      '{spec: {containers',
      `{metadata: {annotations: {per-pod-config/status: '${status}'}}, spec: {containers`,
    );
    const { code, stdout, stderr } = await runOn(input, '-o', 'yaml');
    assert.equal(code, 1);
    assert.match(stderr, /^error: StatefulSet default\/web: left-over-status: .*per-pod-config\/status/m);
    assert.ok(stdout.includes('node-0') && !stdout.includes('lie'));
  });

  it('OpenKruise leaves reserved ordinals out', async () => {
    const input = makeSet('/a', 'reserveOrdinals: [0, 2-3],').replace('apps/v1', 'apps.kruise.io/v1beta1');
    assert.deepEqual(
      pods((await runOn(input, '-o', 'json')).stdout).map(({ name }) => name),
      ['web-1', 'web-4'],
    );
  });

  it("Kubernetes' own StatefulSets know no reserved ordinals", async () => {
    const input = makeSet('/$(peers.join("-"))', 'reserveOrdinals: [0, 2-3],');
    const found = pods((await runOn(input, '-o', 'json')).stdout);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['web-0', 'web-1'],
    );
    assert.ok(JSON.stringify(found).includes('/web-0-web-1'));
  });

  it('two billion replicas are no reason to run out of memory', async () => {
    const { code, stdout, stderr } = await runOn(makeSet('/a'), '--replicas', '2147483647');
    assert.deepEqual([code, rowsOf(stdout).length], [0, 1_000]);
    assert.match(stderr, /note: web: the first 1000 of 2147483647 pods/);
  });

  it('fits a terminal of 80 and of 120 columns, in colour', async () => {
    for (const columns of [80, 120]) {
      const { stdout } = await run([EXAMPLES], { columns });
      assert.ok(stdout.includes('\u001b[32mpresent\u001b[39m'));
      for (const line of stdout.split('\n')) assert.ok(stringWidth(line) <= columns, line);
      const plain = await run([EXAMPLES], { columns, env: { NO_COLOR: '1' } });
      assert.ok(!plain.stdout.includes('\u001b'));
    }
  });

  const problems: [string, string, number, RegExp][] = [
    ['no annotated set', makeMap('a'), 1, /^error: expected a StatefulSet among the inputs, got none\n$/],
    ['nothing at all', '', 1, /^error: expected a StatefulSet among the inputs, got none\n$/],
    [
      'a set without the annotation',
      makeSet('/a').replace('per-pod-config', 'other'),
      1,
      /^error: expected a StatefulSet with the annotation per-pod-config, got default\/web without\n$/,
    ],
    ['no YAML', 'a: [', 1, /^error: <stdin>:1:5: expected YAML/],
    [
      'an annotation that is no text',
      makeSet('{volumes: []}'),
      1,
      /^error: <stdin>:3:53: expected the annotation per-pod-config to be a text, got a mapping: write "per-pod-config: \|"/,
    ],
    [
      'a set without a template',
      makeSet('/a').replace(/spec: \{r.*/, 'spec: {}'),
      1,
      /StatefulSet web: object\.spec must have required property 'template'/,
    ],
  ];
  for (const [title, input, expected, message] of problems) {
    it(`says what is wrong in one line: ${title}`, async () => {
      const { code, stderr } = await runOn(input);
      assert.match(stderr, message);
      assert.deepEqual([code, stderr.trimEnd().split('\n').length], [expected, 1]);
    });
  }

  const usage: [string, string[], RegExp][] = [
    ['no file', [], /missing required argument 'file'/],
    [
      'a file that is not there',
      ['/nowhere.yaml'],
      /got "\/nowhere\.yaml", which does not exist: correct the name/,
    ],
    ['an unknown format', ['.', '-o', 'xml'], /expected one of table, json, yaml, patch, files=DIR/],
    ['files= without a folder', ['.', '-o', 'files='], /files=DIR/],
    ['an ordinal that is a word', ['.', '--ordinal', 'x'], /expected ordinals such as 2, 0,3 or 4-7/],
    ['a range that is upside down', ['.', '--ordinal', '3-1'], /expected ordinals/],
    ['negative replicas', ['.', '--replicas', '-1'], /expected a number of pods/],
  ];
  for (const [title, args, message] of usage) {
    it(`ends with 2 when called in a wrong way: ${title}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.match(stderr, message);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }
});
