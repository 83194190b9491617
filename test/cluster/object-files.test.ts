import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { readManifests, readObjectFiles } from '../../src/cluster/object-files.ts';
import { makeOfflineStatefulSetReader } from '../../src/cluster/offline-statefulset-reader.ts';

describe('Kubernetes objects from files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'objects-'));
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };
  const object = (name: string) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}\n`;
  const names = async (path: string) => (await readObjectFiles(path)).map(({ metadata }) => metadata.name);

  it('come in the order of their files, out of documents, lists and JSON alike', async () => {
    await write('good/b.yaml', `${object('b1')}---\n${object('b2')}---\n`);
    await write('good/a.yml', `apiVersion: v1\nkind: List\nitems:\n- ${object('a1')}- ${object('a2')}`);
    await write('good/c/d.json', '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "d"}}');
    assert.deepEqual(await names(join(folder, 'good')), ['a1', 'a2', 'b1', 'b2', 'd']);
    assert.deepEqual(await names(join(folder, 'good/b.yaml')), ['b1', 'b2']);
  });

  it('leave out what is no object: kustomizations, charts, other files', async () => {
    await write('mixed/a.yaml', object('a'));
    await write('mixed/kustomization.yaml', 'resources: [a.yaml]');
    await write('mixed/README.md', '# no YAML: {');
    await write('mixed/chart/Chart.yaml', 'name: chart');
    await write('mixed/chart/templates/x.yaml', '{{ range . }}');
    assert.deepEqual(await names(join(folder, 'mixed')), ['a']);
  });

  const rows: [string, string, RegExp][] = [
    ['no YAML', 'a: [', /broken\.yaml:1:5: expected YAML, got a text that is not: /],
    ['no object', `${object('a')}---\njust text\n`, /broken\.yaml:3:1: expected a Kubernetes object/],
    [
      'no name',
      '{apiVersion: v1, kind: Pod, metadata: {}}',
      /broken\.yaml:1:1: expected metadata\.name of this Pod/,
    ],
    ['no metadata', '{apiVersion: v1, kind: Pod}', /expected metadata\.name of this Pod/],
    [
      'a list of something else',
      'apiVersion: v1\nkind: List\nitems: [7]',
      /broken\.yaml:3:9: expected a Kubernetes object/,
    ],
  ];
  for (const [title, text, message] of rows) {
    it(`are an error that names file and line: ${title}`, async () => {
      await assert.rejects(readObjectFiles(await write('broken.yaml', text)), { message });
    });
  }

  it('a file in a folder that holds something else is passed over, one that is named is a problem', async () => {
    await write('values/a.yaml', object('a'));
    const values = await write('values/values.yaml', 'replicas: 3\n');
    const { objects, problems, passedOver } = await readManifests([join(folder, 'values')]);
    assert.deepEqual([objects.length, problems, passedOver], [1, [], [values]]);
    const named = await readManifests([values]);
    assert.deepEqual([named.objects, named.passedOver], [[], []]);
    assert.match(named.problems[0]?.message ?? '', /^expected a Kubernetes object/);
  });

  it('come from several files and folders and standard input, in the order that they are named', async () => {
    const [first, second] = [await write('x/a.yaml', object('a')), await write('y/b.yaml', object('b'))];
    const seen: number[][] = [];
    const { objects } = await readManifests([second, '-', dirname(first)], {
      stdin: Readable.from([
        Buffer.from('{apiVersion: v1, kind: Config'),
        Buffer.from(object('s').slice(29)),
      ]),
      onFile: (...counts) => seen.push(counts),
    });
    assert.deepEqual(
      objects.map(found => [found.object.metadata.name, found.file]),
      [
        ['b', second],
        ['s', '<stdin>'],
        ['a', first],
      ],
    );
    assert.deepEqual(seen, [
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
  });

  it('are waited for no longer when the process is asked to end', async () => {
    const stop = new AbortController();
    const reading = readManifests(['-'], { stdin: new Readable({ read() {} }), stop: stop.signal });
    stop.abort();
    await assert.rejects(reading, { name: 'AbortError' });
  });

  it('are an error when the path leads nowhere', async () => {
    const reasons: [path: string, message: RegExp][] = [
      [
        'nowhere',
        /^expected a file or a folder, got ".*nowhere", which does not exist: correct the name, or create it$/,
      ],
      ['x/a.yaml/b', /which does not exist/],
      [
        'dangling',
        /^expected a file or a folder, got ".*dangling", a link that leads nowhere: remove it, or /,
      ],
      ['circle', /a link that leads in circles: /],
    ];
    await write('x/a.yaml', object('a'));
    await symlink('nowhere', join(folder, 'dangling'));
    await symlink('circle', join(folder, 'circle'));
    for (const [path, message] of reasons) {
      await assert.rejects(readObjectFiles(join(folder, path)), { name: 'UnreadableError', message });
    }
  });

  it('are read beside links that lead nowhere, in circles, or to folders: the former are problems', async () => {
    await write('links/b.yaml', object('b'));
    await write('links/deep/c.yaml', object('c'));
    await symlink('nowhere.yaml', join(folder, 'links/a.yaml'));
    await symlink('self.yaml', join(folder, 'links/self.yaml'));
    await symlink('../links', join(folder, 'links/up'));
    await symlink('deep', join(folder, 'links/folder.yaml'));
    await symlink('b.yaml', join(folder, 'links/z.yaml'));
    const { objects, problems } = await readManifests([join(folder, 'links')]);
    assert.deepEqual(
      objects.map(found => found.object.metadata.name),
      ['b', 'c', 'b'],
    );
    assert.deepEqual(
      problems.map(({ message }) => /a link that leads (\w+ ?\w*): /.exec(message)?.[1]),
      ['nowhere', 'in circles'],
    );
  });

  it('come out of a pipe that has a name, but are not looked for in one in a folder', async () => {
    const pipe = join(folder, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([readManifests([pipe]), writeFile(pipe, object('a'))]);
    assert.deepEqual([read.objects.length, read.problems.length], [1, 0]);
    await write('pipes/a.yaml', object('a'));
    execFileSync('mkfifo', [join(folder, 'pipes/b.yaml')]);
    assert.equal((await readManifests([join(folder, 'pipes')])).objects.length, 1);
  });

  it('are a mistake of the caller when they never end, or standard input is named twice', async () => {
    const endless = {
      message: /^\/dev\/zero: expected at most 256 MiB, got more: give it in several parts$/,
    };
    await assert.rejects(readManifests(['/dev/zero']), endless);
    const stdin = Readable.from([]);
    await assert.rejects(
      readManifests(['-', '-'], { stdin }),
      /^UnreadableError: expected - once, got it twice/,
    );
  });

  it('are in UTF-8 or in UTF-16, as a byte order mark says', async () => {
    const text = `\ufeff${object('ä')}`;
    const bigEndian = Buffer.from(text, 'utf16le').swap16();
    for (const bytes of [Buffer.from(text), Buffer.from(text, 'utf16le'), bigEndian]) {
      const { objects } = await readManifests(['-'], { stdin: Readable.from([bytes]) });
      assert.deepEqual(
        objects.map(found => found.object.metadata.name),
        ['ä'],
      );
    }
  });

  it('stand in for the API server', async () => {
    const set =
      '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: web, namespace: prod, annotations: {a: b}}}';
    const read = makeOfflineStatefulSetReader(await readObjectFiles(await write('set.yaml', set)));
    const reference = { apiVersion: 'apps/v1', name: 'web', uid: 'u' };
    assert.deepEqual((await read('prod', reference, 'metadata'))?.metadata, {
      name: 'web',
      namespace: 'prod',
      uid: 'u',
      annotations: { a: 'b' },
    });
    assert.equal(await read('default', reference, 'metadata'), undefined);
    assert.equal(
      await read('prod', { ...reference, apiVersion: 'apps.kruise.io/v1beta1' }, 'metadata'),
      undefined,
    );
    assert.equal(await read('prod', { ...reference, name: 'other' }, 'metadata'), undefined);
  });
});
