import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';

const run = promisify(execFile);
const CHART = fileURLToPath(new URL('../../manifests/examples/helm-chart', import.meta.url));
const HELM = process.env['HELM'] ?? 'helm';

/** What the tests look at of the objects that Helm renders. */
interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly data?: Record<string, string>;
  readonly binaryData?: Record<string, string>;
  readonly spec?: { readonly replicas?: number };
}

let missing: string | false = false;
before(async () => {
  missing = await run(HELM, ['version', '--short']).then(
    () => false,
    error => `helm could not be run (${error.message}): put it on PATH, or name it in HELM`,
  );
  // Who names a helm wants it used.
  if (missing !== false && process.env['HELM'] !== undefined) throw new Error(missing);
});

async function render(chart: string, ...args: string[]): Promise<Rendered[]> {
  const { stdout } = await run(HELM, ['template', 'web', chart, ...args]);
  return parseAllDocuments(stdout).map(document => {
    assert.deepEqual(document.errors, []);
    return document.toJS() as Rendered;
  });
}

async function copyOfChart(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  t.after(() => rm(directory, { recursive: true }));
  await cp(CHART, directory, { recursive: true });
  return directory;
}

/** ConfigMap name to file name to content, as it is in the chart's folders. */
async function foldersOf(chart: string): Promise<Record<string, Record<string, Buffer>>> {
  const folders: Record<string, Record<string, Buffer>> = {};
  for (const folder of await readdir(join(chart, 'config'))) {
    const files: Record<string, Buffer> = {};
    for (const file of await readdir(join(chart, 'config', folder))) {
      files[file] = await readFile(join(chart, 'config', folder, file));
    }
    folders[folder] = files;
  }
  return folders;
}

/** ConfigMap name to file name to content, as a pod finds it in its volume. */
function configMapsOf(objects: readonly Rendered[]): Record<string, Record<string, Buffer>> {
  const configMaps = objects.filter(({ kind }) => kind === 'ConfigMap');
  return Object.fromEntries(
    configMaps.map(({ metadata, data = {}, binaryData = {} }) => {
      const text = Object.entries(data).map(([key, value]) => [key, Buffer.from(value)]);
      const binary = Object.entries(binaryData).map(([key, value]) => [key, Buffer.from(value, 'base64')]);
      return [metadata.name, Object.fromEntries([...text, ...binary])];
    }),
  );
}

function statefulSetOf(objects: readonly Rendered[]): Rendered {
  const [set, ...others] = objects.filter(({ kind }) => kind === 'StatefulSet');
  assert.ok(set !== undefined && others.length === 0);
  return set;
}

test('each config/node-N folder gives one ConfigMap, with exactly its files', async t => {
  if (missing) return t.skip(missing);
  const objects = await render(CHART);
  const folders = await foldersOf(CHART);
  assert.deepEqual(Object.keys(folders).sort(), ['node-0', 'node-1']);
  assert.deepEqual(configMapsOf(objects), folders);
});

test('the StatefulSet has the annotation, and as many pods as there are folders', async t => {
  if (missing) return t.skip(missing);
  const set = statefulSetOf(await render(CHART));
  assert.equal(set.metadata.annotations?.['per-pod-config'], '/network/conf');
  assert.equal(set.spec?.replicas, 2);
});

test('the number of pods, none too, and the path can be set', async t => {
  if (missing) return t.skip(missing);
  for (const replicas of [0, 5]) {
    const set = statefulSetOf(await render(CHART, '--set', `replicas=${replicas},mountPath=/etc/node`));
    assert.equal(set.metadata.annotations?.['per-pod-config'], '/etc/node');
    assert.equal(set.spec?.replicas, replicas);
  }
});

test('replicas are left out where they are null, for an autoscaler', async t => {
  if (missing) return t.skip(missing);
  const values = join(await copyOfChart(t), 'own-values.yaml');
  await writeFile(values, 'replicas:\n');
  for (const args of [
    ['--set', 'replicas=null'],
    ['--values', values],
  ]) {
    const set = statefulSetOf(await render(CHART, ...args));
    assert.ok(set.spec !== undefined && !('replicas' in set.spec), args.join(' '));
  }
});

test('replicas that are no number are an error that says what they may be', async t => {
  if (missing) return t.skip(missing);
  for (const value of ['few', '-1', 'true', '', '1.5']) {
    await assert.rejects(render(CHART, '--set', `replicas=${value}`), {
      message: /replicas: expected a number, folders or null, got/,
    });
  }
});

test('scaling up takes a new folder and nothing else', async t => {
  if (missing) return t.skip(missing);
  const chart = await copyOfChart(t);
  await mkdir(join(chart, 'config/node-2'));
  await writeFile(join(chart, 'config/node-2/application.conf'), 'node { name = "node-2" }\n');
  const objects = await render(chart);
  assert.deepEqual(configMapsOf(objects), await foldersOf(chart));
  assert.equal(
    configMapsOf(objects)['node-2']?.['application.conf']?.toString(),
    'node { name = "node-2" }\n',
  );
  assert.equal(statefulSetOf(objects).spec?.replicas, 3);
});

test('every byte of a file is kept, whatever it holds', async t => {
  if (missing) return t.skip(missing);
  const chart = await copyOfChart(t);
  const contents: Record<string, string | Uint8Array> = {
    'a-last-newlines': 'a\n\n\n',
    'b-no-newline': 'a\nb',
    'c-first-blank': '\n\n  a\n b\n',
    'd-tabs': '\ta: b\t\n',
    'e-crlf': 'a\r\nb\r\n',
    'f-template': '{{ .Values.replicas }} {{ fail "it is no template" }}\n',
    'g-yaml': '--- # not a comment\n- "a": &x |\n',
    'h-unicode': 'größe \u{1f600} \u2028 \ufffd\n',
    'i-escapes': 'a \\ufffd \\n\n',
    'j-blank-lines': 'a\n   \n\n  b  \n',
    'k-binary': Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x80]),
    'l-only-newline': '\n',
    'm-number': '1',
    'n-last': 'no newline',
  };
  await mkdir(join(chart, 'config/node-2'));
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(join(chart, 'config/node-2', name), content);
  }
  const objects = await render(chart);
  assert.deepEqual(configMapsOf(objects), await foldersOf(chart));
  const configMap = objects.find(({ metadata }) => metadata.name === 'node-2');
  assert.ok(configMap?.binaryData?.['k-binary'] !== undefined);
});
