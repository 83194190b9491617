import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { listOrdinals } from '../../src/admission/list-ordinals.ts';
import { createAnew } from '../../src/status/create-anew.ts';
import type { LiveStatefulSet } from '../../src/status/live-objects.ts';
import { matchPod } from '../../src/status/match-pod.ts';
import { makeBarePod, makeLivePod, makeWeb, type WebOptions } from './web.ts';

const match = async (was: LiveStatefulSet, is: LiveStatefulSet) =>
  matchPod(await makeLivePod(was, 1), await createAnew(is, 1));

const containers = (...names: string[]) => ({
  template: { metadata: { labels: { app: 'web' } }, spec: { containers: names.map(name => ({ name })) } },
});
const mount = (containers: string) => `volumes: [{mountPath: /a, configMap: x, containers: ${containers}}]`;
const long = 'volumes: [{mountPath: /network/conf, configMap: node-$(ordinal)}]';
const peers = 'env: [{name: PEERS, value: \'$(peers.join(" "))\'}]';

const when = (condition: string) => ({
  annotation: `volumes: [{mountPath: /a, configMap: a}, {mountPath: /b, configMap: b, when: ${condition}}]`,
});

/** What made the pod, what would make it now, and how they compare. */
const CHANGES: readonly [title: string, was: WebOptions, is: WebOptions, match: string][] = [
  ['nothing', {}, {}, 'current'],
  [
    'nothing, and all of it waits for a container of another webhook',
    { annotation: 'env: [{name: A, value: a, injectedContainers: [proxy]}]' },
    { annotation: 'env: [{name: A, value: a, injectedContainers: [proxy]}]' },
    'current',
  ],
  [
    'what waits for a container of another webhook',
    { annotation: 'env: [{name: A, value: a, injectedContainers: [proxy]}]' },
    { annotation: 'env: [{name: B, value: a, injectedContainers: [proxy]}]' },
    'outdated',
  ],
  ['another path', {}, { annotation: '/etc/node' }, 'outdated'],
  ['the long form of the same', {}, { annotation: long }, 'current'],
  ['a comment', { annotation: long }, { annotation: `# so\n${long}` }, 'current'],
  ['another object', { annotation: long }, { annotation: long.replace('node', 'other') }, 'outdated'],
  [
    'optional now',
    { annotation: long },
    { annotation: long.replace('node-$(ordinal)', '{name: node-$(ordinal), optional: true}') },
    'outdated',
  ],
  ['the template has another', {}, { onTemplate: '/etc/node' }, 'outdated'],
  ['the template has the same', {}, { onTemplate: '/network/conf' }, 'current'],
  [
    'a volume less',
    { annotation: 'volumes: [{mountPath: /a, configMap: a}, {mountPath: /b, configMap: b}]' },
    { annotation: 'volumes: [{mountPath: /a, configMap: a}]' },
    'outdated',
  ],
  [
    'a variable less',
    { annotation: 'env: [{name: A, value: a}, {name: B, value: b}]' },
    { annotation: 'env: [{name: A, value: a}]' },
    'outdated',
  ],
  [
    'another value',
    { annotation: 'env: [{name: A, value: a}]' },
    { annotation: 'env: [{name: A, value: b}]' },
    'outdated',
  ],
  [
    'another object in the environment',
    { annotation: 'envFrom: [{configMap: a}]' },
    { annotation: 'envFrom: [{configMap: b}]' },
    'outdated',
  ],
  [
    'more replicas, and peers are used',
    { annotation: peers },
    { annotation: peers, replicas: 5 },
    'outdated',
  ],
  ['more replicas, and nothing of them is used', {}, { replicas: 5 }, 'current'],
  [
    'another text of a file',
    { annotation: 'volumes: [{mountPath: /a, files: {f: a}}]' },
    { annotation: 'volumes: [{mountPath: /a, files: {f: b}}]' },
    'outdated',
  ],
  [
    'a container less has it',
    { annotation: mount('[a, b]'), ...containers('a', 'b') },
    { annotation: mount('[a]'), ...containers('a', 'b') },
    'outdated',
  ],
  [
    'a container more has it',
    { annotation: mount('[a]'), ...containers('a', 'b') },
    { annotation: mount('[a, b]'), ...containers('a', 'b') },
    'outdated',
  ],
  [
    'the pod has a sidecar more',
    { annotation: '/a', ...containers('a', 'injected') },
    { annotation: '/a', ...containers('a') },
    'current',
  ],
  ['a condition with another result', when('ordinal == 0'), when('ordinal == 1'), 'outdated'],
  ['another condition with the same result', when('ordinal == 0'), when('ordinal < 1'), 'current'],
  ['it would be denied now', {}, { annotation: 'neither' }, 'outdated'],
];

describe('a pod matches its annotation when created anew it would be the same', () => {
  for (const [title, was, is, expected] of CHANGES) {
    it(`${expected}: ${title}`, async () => {
      assert.equal(await match(makeWeb(was), makeWeb(is)), expected);
    });
  }

  it('is outdated without an annotation, even where the template itself has a status', async () => {
    const pod = await makeLivePod(makeWeb(), 1);
    const status = { 'per-pod-config/status': pod.metadata.annotations?.['per-pod-config/status'] };
    const web = makeWeb({ annotation: null });
    const { template } = web.spec;
    const copied = { ...template, metadata: { ...template.metadata, annotations: status } };
    const set = { ...web, spec: { ...web.spec, template: copied } } as LiveStatefulSet;
    assert.equal(matchPod(pod, await createAnew(set, 1)), 'outdated');
  });

  it('is outdated where the containers that would get a variable are gone', async () => {
    const only = (name: string) => ({ annotation: `env: [{name: A, value: a, containers: [${name}]}]` });
    const was = makeWeb({ ...only('a'), ...containers('a') });
    assert.equal(await match(was, makeWeb({ ...only('b'), ...containers('a', 'b') })), 'outdated');
  });

  it('is current beside containers that are not of the template, whatever these have', async () => {
    for (const options of [
      {},
      { annotation: 'env: [{name: A, value: a}]' },
      { annotation: 'envFrom: [{configMap: a}]' },
    ]) {
      const web = makeWeb({ ...options, ...containers('server') });
      const pod = await makeLivePod(web, 1);
      const { spec } = pod;
      for (const more of [
        { initContainers: [{ name: 'restore-wait' }] },
        { containers: [{ name: 'istio-proxy' }, ...spec.containers] },
        { containers: [...spec.containers, { name: 'proxy', env: [{ name: 'A', value: 'theirs' }] }] },
      ]) {
        const live = { ...pod, spec: { ...spec, ...more } };
        assert.equal(matchPod(live, await createAnew(web, 1)), 'current', JSON.stringify(more));
      }
    }
  });

  it('is current beside so many containers of others that all would be too large', async () => {
    const variables = Array.from({ length: 200 }, (_, index) => `{name: A${index}, value: a}`);
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const web = makeWeb({ annotation: `env: [${variables.join(', ')}]`, ...containers(...names) });
    const pod = await makeLivePod(web, 1);
    const more = { ...pod, spec: { ...pod.spec, containers: [...pod.spec.containers, { name: 'proxy' }] } };
    assert.equal(matchPod(more, await createAnew(web, 1)), 'current');
  });

  it('is outdated where a container of the template has lost its part, beside one of others', async () => {
    const web = makeWeb();
    const pod = await makeLivePod(web, 1);
    const live = { ...pod, spec: { ...pod.spec, containers: [{ name: 'server' }, { name: 'proxy' }] } };
    assert.equal(matchPod(live, await createAnew(web, 1)), 'outdated');
  });

  it('is current without a container that has left the template, or that has come to it', async () => {
    const [one, two] = [makeWeb(containers('a')), makeWeb(containers('a', 'b'))];
    assert.equal(await match(two, one), 'current');
    assert.equal(await match(one, two), 'current');
    const only = makeWeb({ ...containers('a', 'b'), annotation: mount('[a]') });
    assert.equal(await match(only, makeWeb({ ...containers('a'), annotation: mount('[a]') })), 'current');
  });

  it('is current without a configuration, where a new one gets none', async () => {
    const web = makeWeb({ annotation: null });
    assert.equal(matchPod(await makeLivePod(web, 1), await createAnew(web, 1)), 'current');
  });

  it('is unconfigured when it was created without', async () => {
    assert.equal(matchPod(await makeBarePod(makeWeb(), 1), await createAnew(makeWeb(), 1)), 'unconfigured');
  });

  it('is unconfigured when somebody has spoilt its status annotation', async () => {
    const pod = await makeLivePod(makeWeb(), 1);
    for (const text of ['', '{', 'null', '[]', '{"volumes": 1}']) {
      const annotations = { 'per-pod-config/status': text };
      const spoilt = { ...pod, metadata: { ...pod.metadata, annotations } };
      assert.equal(matchPod(spoilt, await createAnew(makeWeb(), 1)), 'unconfigured', text);
    }
  });
});

describe('a pod of each example matches once it is created', () => {
  const folder = new URL('../../manifests/examples/', import.meta.url);
  for (const name of ['ledger', 'mysql', 'node-config', 'overlay', 'zookeeper']) {
    it(name, async () => {
      const set = parse(readFileSync(new URL(`${name}/statefulset.yaml`, folder), 'utf8')) as LiveStatefulSet;
      const live = { ...set, metadata: { ...set.metadata, namespace: 'default', uid: 'u' } };
      for (const ordinal of listOrdinals(live)) {
        const pod = await makeLivePod(live, ordinal);
        assert.ok(pod.metadata.annotations?.['per-pod-config/status'] !== undefined);
        assert.equal(matchPod(pod, await createAnew(live, ordinal)), 'current');
      }
    });
  }
});
