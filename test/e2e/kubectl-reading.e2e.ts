import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropNulls } from '../../src/admission/drop-nulls.ts';
import { inData, SCALARS, STREAMS, type StreamReading } from '../yaml/kubectl-readings.ts';
import { RIGHT, WRONG, write } from '../yaml/wrong-values.ts';
import { runKubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';

const namespace = useNamespace('kubectl-reading');

interface Read {
  /** The names and the data of the objects that it printed. */
  readonly found: readonly (readonly [string, unknown])[];
  readonly isBroken: boolean;
}

/** What kubectl makes of a text, before an API server sees it. */
async function readText(text: string): Promise<Read> {
  const args = ['create', '--dry-run=client', '--validate=false', '-n', namespace, '-f', '-'];
  const output = ['-o', 'jsonpath={.metadata.name}{"\\t"}{.data}{"\\n"}'];
  const { stdout, isBroken } = await runKubectl([...args, ...output], text).then(
    ({ stdout }) => ({ stdout, isBroken: false }),
    ({ stdout = '' }: { stdout?: string }) => ({ stdout, isBroken: true }),
  );
  const lines = stdout.split('\n').filter(line => line !== '');
  return {
    found: lines.map(line => {
      const [name = '', data = ''] = line.split('\t');
      return [name, data === '' ? undefined : (JSON.parse(data) as unknown)];
    }),
    isBroken,
  };
}

/** All scalars that kubectl reads without an error come out of one call. */
async function readScalars(): Promise<void> {
  const rows = SCALARS.flatMap(([text, value, ...keys]) => [
    { lines: `k: ${text}`, expected: value === undefined ? undefined : { k: value } },
    ...keys.map(key => ({ lines: `${text}: x`, expected: key === undefined ? undefined : { [key]: 'x' } })),
  ]);
  const read = rows.filter(({ expected }) => expected !== undefined);
  const { found, isBroken } = await readText(read.map(({ lines }) => inData(lines)).join('---\n'));
  assert.equal(isBroken, false);
  for (const [index, { lines, expected }] of read.entries())
    assert.deepEqual(found[index]?.[1], expected, lines);
  assert.equal(found.length, read.length);
  for (const { lines } of rows.filter(({ expected }) => expected === undefined)) {
    assert.deepEqual(await readText(inData(lines)), { found: [], isBroken: true }, lines);
  }
}

async function readStream({ title, text, found, isBroken = false }: StreamReading): Promise<void> {
  const read = await readText(text);
  assert.deepEqual(
    read.found,
    found.map(([name, data]) => [name, data]),
    title,
  );
  assert.equal(read.isBroken, isBroken, title);
}

test('kubectl reads scalars and keys as the table of the unit tests says', readScalars);

test('kubectl takes streams apart as the table says', async () => {
  for (const row of STREAMS) await readStream(row);
});

/** The API server decodes it and stores nothing. */
async function isTaken(text: string): Promise<boolean> {
  const args = ['create', '--dry-run=server', '-n', namespace, '-f', '-'];
  return runKubectl(args, text).then(
    () => true,
    ({ stderr }: { stderr: string }) => {
      assert.match(stderr, /cannot unmarshal|illegal base64/, text);
      return false;
    },
  );
}

test('the API server refuses values of another type, as the table says', async () => {
  for (const [kind, metadata, fields] of WRONG) {
    const text = write(kind, metadata, fields);
    assert.equal(await isTaken(text), false, text);
  }
  for (const [kind, metadata, fields] of RIGHT) {
    const text = write(kind, metadata, fields);
    assert.equal(await isTaken(text), true, text);
  }
});

const TEMPLATE = {
  metadata: { labels: { a: 'b', c: null }, annotations: null },
  spec: {
    volumes: null,
    initContainers: null,
    nodeSelector: { a: null },
    containers: [
      {
        name: 'a',
        image: 'b',
        command: [null],
        args: ['a', null],
        env: [
          { name: 'A', value: null },
          { name: 'B', valueFrom: null },
        ],
        envFrom: null,
        volumeMounts: null,
      },
    ],
  },
};

const NULLS = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', labels: null, annotations: { a: null } },
    data: { a: null, b: 'c' },
    binaryData: { d: null },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'a', labels: { a: null }, annotations: null },
    spec: {
      replicas: null,
      ordinals: null,
      serviceName: 'a',
      updateStrategy: null,
      volumeClaimTemplates: null,
      selector: { matchLabels: { a: 'b', c: '' } },
      template: TEMPLATE,
    },
  },
];

test('the API server makes of nulls what we make of them', async () => {
  for (const object of NULLS) {
    const args = ['create', '--dry-run=server', '-n', namespace, '-o', 'json', '-f', '-'];
    const { stdout } = await runKubectl(args, JSON.stringify(object));
    assert.partialDeepStrictEqual(JSON.parse(stdout), dropNulls(object));
    assert.doesNotMatch(stdout, /null/);
  }
});
