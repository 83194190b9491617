import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ExpectedPods } from '../../demo/expectations.ts';
import { findMistakes } from '../../demo/find-mistakes.ts';
import { indexData } from '../../src/kubelet/find-data.ts';
import { viewContainers } from '../../src/kubelet/view-containers.ts';

const NODE = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'node' }, data: { file: 'text' } };

/** A pod with one container, which sees one file and one variable. */
const web = (defaultMode = 0o644, configMap = 'node') => ({
  name: 'web-0',
  containers: viewContainers(
    {
      spec: {
        volumes: [{ name: 'conf', configMap: { name: configMap, defaultMode } }],
        containers: [
          {
            name: 'web',
            volumeMounts: [{ name: 'conf', mountPath: '/conf' }],
            env: [{ name: 'ID', value: '1' }],
          },
        ],
      },
    },
    indexData([NODE])('default'),
  ),
});

const RIGHT = { files: { '/conf/file': 'text' }, env: { ID: '1' } };

const CASES: readonly [string, ExpectedPods, string[]][] = [
  ['a pod that sees just what it must is right', { 'web-0': { web: RIGHT } }, []],
  ['a pod of which nothing is said is wrong', {}, ['web-0: expected.yaml does not say what it must find']],
  [
    'a pod that is not there is wrong',
    { 'web-0': { web: RIGHT }, 'web-1': { web: RIGHT } },
    ['web-1: expected.yaml has it, but there is no such pod'],
  ],
  [
    'a container of which nothing is said is wrong, and one that is not there',
    { 'web-0': { other: RIGHT } },
    [
      'web-0: expected.yaml has container other, but the pod has not',
      'web-0: container web: expected.yaml does not say what it must find',
    ],
  ],
  [
    'another text or value is wrong',
    { 'web-0': { web: { files: { '/conf/file': 'tex' }, env: { ID: '2' } } } },
    [
      'web-0: container web: file /conf/file: expected "tex", got "text"',
      'web-0: container web: variable ID: expected "2", got "1"',
    ],
  ],
  [
    'a file or variable that is missing is wrong, and one too many',
    { 'web-0': { web: { files: { '/conf/other': '' }, env: { OTHER: '' } } } },
    [
      'web-0: container web: file /conf/other: expected "", got none',
      'web-0: container web: file /conf/file: expected none, got "text"',
      'web-0: container web: variable OTHER: expected "", got none',
      'web-0: container web: variable ID: expected none, got "1"',
    ],
  ],
  [
    'a mode that is not there is wrong',
    { 'web-0': { web: { ...RIGHT, modes: { '/conf/file': '400' } } } },
    ['web-0: container web: mode of /conf/file: expected "400", got none'],
  ],
];

describe('the mistakes that the demo finds', () => {
  for (const [title, expected, mistakes] of CASES) {
    it(title, () => assert.deepEqual(findMistakes([web()], expected), mistakes));
  }

  it('a mode of which nothing is said is wrong', () => {
    assert.deepEqual(findMistakes([web(0o600)], { 'web-0': { web: RIGHT } }), [
      'web-0: container web: mode of /conf/file: expected none, got "600"',
    ]);
  });

  it('a pod that would wait for an object is wrong', () => {
    assert.deepEqual(findMistakes([web(0o644, 'gone')], { 'web-0': { web: { env: RIGHT.env } } }), [
      'web-0: container web: would wait for ConfigMap gone',
    ]);
  });
});
