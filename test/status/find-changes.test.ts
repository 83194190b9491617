import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAnew } from '../../src/status/create-anew.ts';
import { findChanges } from '../../src/status/find-changes.ts';
import { matchPod } from '../../src/status/match-pod.ts';
import { makeLivePod, makeWeb, type WebOptions } from './web.ts';

const containers = (...names: string[]) => ({
  template: { metadata: { labels: { app: 'web' } }, spec: { containers: names.map(name => ({ name })) } },
});
const volume = (text: string) => ({ annotation: `volumes: [{mountPath: /a, ${text}}]` });
const env = (text: string) => ({ annotation: `env: [${text}]` });

/** What made the pod, what would make it now, and what differs in words. */
const CHANGES: readonly [title: string, was: WebOptions, is: WebOptions, changes: readonly string[]][] = [
  ['nothing', {}, {}, []],
  [
    'another path',
    {},
    { annotation: '/etc/node' },
    ['ConfigMap node-1 at /etc/node instead of at /network/conf'],
  ],
  [
    'another ConfigMap',
    volume('configMap: a'),
    volume('configMap: b'),
    ['ConfigMap b at /a instead of ConfigMap a'],
  ],
  [
    'a Secret for a ConfigMap',
    volume('configMap: a'),
    volume('secret: a'),
    ['Secret a at /a instead of ConfigMap a'],
  ],
  [
    'one of several mounts',
    { annotation: 'volumes: [{mountPath: /a, configMap: a}, {mountPath: /b, configMap: b}]' },
    { annotation: 'volumes: [{mountPath: /a, configMap: a}, {mountPath: /b, configMap: c}]' },
    ['ConfigMap c at /b instead of ConfigMap b'],
  ],
  [
    'a mount less, though the names of volumes move',
    { annotation: 'volumes: [{mountPath: /a, configMap: a}, {mountPath: /b, configMap: b}]' },
    { annotation: 'volumes: [{mountPath: /b, configMap: b}]' },
    ['no ConfigMap a at /a'],
  ],
  [
    'a mount more',
    { annotation: 'volumes: [{mountPath: /b, configMap: b}]' },
    { annotation: 'volumes: [{mountPath: /b, configMap: b}, {mountPath: /c, secret: c}]' },
    ['Secret c at /c'],
  ],
  [
    'a source of a volume',
    volume('sources: [{configMap: a}, {secret: b}]'),
    volume('sources: [{configMap: a}, {secret: c}]'),
    ['Secret c at /a instead of Secret b'],
  ],
  [
    'whether it is optional',
    volume('configMap: a'),
    volume('configMap: {name: a, optional: true}'),
    ['what is at /a with configMap.optional true instead of false'],
  ],
  [
    'a mode',
    volume('configMap: a'),
    volume('configMap: a, defaultMode: 0400'),
    ['what is at /a with configMap.defaultMode 256 instead of 420'],
  ],
  [
    'a key',
    volume('configMap: {name: a, items: [{key: x, path: f}]}'),
    volume('configMap: {name: a, items: [{key: y, path: f}]}'),
    ['what is at /a with configMap.items[0].key "y" instead of "x"'],
  ],
  [
    'a subPath',
    volume('configMap: a'),
    volume('configMap: a, subPath: b'),
    ['what is at /a with subPath "b" instead of ""'],
  ],
  [
    'the text of a file',
    volume('files: {f: a}'),
    volume('files: {f: b}'),
    ['what is at /a with another text in a file'],
  ],
  [
    'variables',
    env('{name: A, value: a}, {name: B, value: b}, {name: C, value: c}'),
    env('{name: A, value: a}, {name: B, value: x}, {name: D, value: d}'),
    ['variable B="x" instead of "b"', 'variable D="d"', 'no variable C'],
  ],
  [
    'where a variable has its value from',
    env(
      '{name: A, value: a}, {name: B, valueFrom: {secretKeyRef: {name: s, key: a}}}, {name: C, valueFrom: {fieldRef: {fieldPath: status.podIP}}}',
    ),
    env(
      '{name: A, valueFrom: {secretKeyRef: {name: s, key: a, optional: true}}}, {name: B, valueFrom: {secretKeyRef: {name: s, key: b}}}, {name: C, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}',
    ),
    [
      'variable A from key a of Secret s, which is optional instead of "a"',
      'variable B from key b of Secret s instead of key a of Secret s',
      'variable C from field status.hostIP instead of field status.podIP',
    ],
  ],
  [
    'an object in the environment',
    { annotation: 'envFrom: [{configMap: a}]' },
    { annotation: 'envFrom: [{configMap: b}]' },
    ['ConfigMap b instead of ConfigMap a'],
  ],
  [
    'containers that both have',
    { ...volume('configMap: a, containers: [a, b]'), ...containers('a', 'b', 'c') },
    { ...volume('configMap: a, containers: [b, c]'), ...containers('a', 'b', 'c') },
    ['ConfigMap a at /a in container c, too', 'ConfigMap a at /a no longer in container a'],
  ],
  [
    'containers that come and go, which is the template, and no change of the configuration',
    { ...volume('configMap: a'), ...containers('a', 'b') },
    { ...volume('configMap: a'), ...containers('a', 'c') },
    [],
  ],
];

describe('what a new pod gets otherwise', () => {
  for (const [title, was, is, expected] of CHANGES) {
    it(`is told field by field: ${title}`, async () => {
      const [live, anew] = [await makeLivePod(makeWeb(was), 1), await createAnew(makeWeb(is), 1)];
      assert.deepEqual(findChanges(live, anew), expected);
      assert.equal(matchPod(live, anew), expected.length === 0 ? 'current' : 'outdated');
    });
  }

  it('is cut to what is worth reading', async () => {
    const [live, anew] = [
      await makeLivePod(makeWeb(env(`{name: A, value: ${'a'.repeat(4_000)}}`)), 1),
      await createAnew(makeWeb(env(`{name: A, value: ${'b'.repeat(4_000)}}`)), 1),
    ];
    assert.ok((findChanges(live, anew)[0]?.length ?? 0) < 300);
  });
});
