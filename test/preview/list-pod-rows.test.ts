import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContainerView } from '../../src/kubelet/view-containers.ts';
import { listPodRows } from '../../src/preview/list-pod-rows.ts';
import { FILE, makeDenied, makeMounted, makePreview, makeSource, NODE, TLS } from './web-0.ts';

const GIVEN = new Set(['ConfigMap', 'Secret'] as const);

const mount = (path: string, source: ReturnType<typeof makeSource<typeof FILE>>) => ({
  path,
  subPath: undefined,
  sources: [source],
});
const rows = (...containers: readonly ContainerView[]) =>
  listPodRows(makePreview(...containers), GIVEN).map(({ what, where, text, entries }) => [
    what,
    where,
    text,
    ...entries,
  ]);

describe('the rows for a pod', () => {
  it('are one, of the reason, where it is denied', () => {
    const [row, ...others] = listPodRows(makeDenied(), GIVEN);
    assert.deepEqual([row?.what, row?.state, row?.entries, others], ['denied', 'denied', ['conflict'], []]);
  });

  it('are an empty one where its containers see nothing', () => {
    const nothing = ['-', '-', '-', '-'];
    assert.deepEqual(rows(), [nothing]);
    assert.deepEqual(rows({ container: 'a', mounts: [], environment: [] }), [nothing]);
  });

  it('are one for what all containers see, and name the containers where only some do', () => {
    const a = {
      container: 'a',
      mounts: [mount('/m', makeSource(NODE, { x: FILE, 'y/z': FILE }))],
      environment: [],
    };
    const seen = ['ConfigMap node-0', '/m', 'present', 'x, y/z'];
    assert.deepEqual(rows(a, { ...a, container: 'b' }), [seen]);
    assert.deepEqual(rows(a, { ...a, container: 'b' }, { ...a, container: 'c', mounts: [] }), [
      ['ConfigMap node-0', '/m (a, b)', 'present', 'x, y/z'],
    ]);
  });

  it('name a mount that is a file itself, and one without files', () => {
    const mounts = [mount('/m', makeSource(NODE, { '': FILE })), mount('/n', makeSource(NODE))];
    assert.deepEqual(
      rows({ container: 'a', mounts, environment: [] }).map(([, where, , files]) => [where, files]),
      [
        ['/m', 'the file itself'],
        ['/n', '-'],
      ],
    );
  });

  it('show what patches change, with what it was', () => {
    const patched = [
      { field: 'spec.priorityClassName', before: undefined, after: 'db' },
      { field: 'spec.hostNetwork', before: true, after: undefined },
      { field: 'spec.containers[a].args', before: ['x'], after: ['x', 'y'] },
    ];
    assert.deepEqual(
      listPodRows({ ...makePreview(), patched }, GIVEN).map(row => [
        row.what,
        row.where,
        row.text,
        ...row.entries,
      ]),
      [
        ['patch', 'spec.priorityClassName', '-', '"db"'],
        ['patch', 'spec.hostNetwork', '-', 'true → none'],
        ['patch', 'spec.containers[a].args', '-', '["x"] → ["x","y"]'],
      ],
    );
  });

  it('say what is left out, and which condition does not hold', () => {
    const pod = makeMounted([{ where: 'volumes[1]', when: 'ordinal == 1' }]);
    assert.deepEqual(
      listPodRows(pod, GIVEN).map(({ what, where, text, entries }) => [what, where, text, ...entries]),
      [['volumes[1]', '-', 'left out', 'ordinal == 1 is false']],
    );
  });

  it('show what variables are, but for what is secret', () => {
    const environment = [
      makeSource(NODE, { A: 'one', B: 'two' }),
      makeSource(TLS, { KEY: 'secret' }),
      makeSource<string>(undefined, {}),
    ];
    assert.deepEqual(rows({ container: 'a', mounts: [], environment }), [
      ['ConfigMap node-0', 'environment', 'present', 'A=one', 'B=two'],
      ['Secret tls', 'environment', 'present', 'KEY'],
      ['files', 'environment', '-', '-'],
    ]);
  });

  it('say in words what is missing', () => {
    const environment = [
      makeSource<string>(NODE, {}, { missing: [NODE] }),
      makeSource<string>(
        NODE,
        {},
        {
          missing: [
            { ...NODE, key: 'x' },
            { ...NODE, key: 'y' },
          ],
        },
      ),
      makeSource<string>(TLS, {}, { what: 'Secret tls (none)' }),
    ];
    assert.deepEqual(
      rows({ container: 'a', mounts: [], environment }).map(([what]) => what),
      ['ConfigMap node-0', 'ConfigMap node-0', 'Secret tls'],
    );
    const texts = (given: Parameters<typeof listPodRows>[1]) =>
      listPodRows(makePreview({ container: 'a', mounts: [], environment }), given).map(({ text }) => text);
    assert.deepEqual(texts(GIVEN), ['missing', 'no key x, y', 'missing, optional']);
    assert.deepEqual(texts(new Set()), ['not given', 'no key x, y', 'not given']);
  });
});
