import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STATUS_ANNOTATION } from '../../../src/admission/status.ts';
import { mergePod } from '../../../src/patch/merge-pod.ts';
import { createAnew } from '../../../src/status/create-anew.ts';
import { findChanges } from '../../../src/status/find-changes.ts';
import type { LivePod } from '../../../src/status/live-objects.ts';
import { matchPod } from '../../../src/status/match-pod.ts';
import { comparePatched } from '../../../src/status/patched/compare-patched.ts';
import { makeBarePod, makeLivePod, makeWeb, withStatus } from '../web.ts';
import { createPatched, run } from './patched-pod.ts';

const role = (value: string) => ({ metadata: { labels: { role: value } } });
const server = (fields: object) => ({ spec: { containers: [{ name: 'server', ...fields }] } });
const cpu = (value: string) => server({ resources: { requests: { cpu: value } } });
const args = (...list: string[]) => server({ args: list });
const tolerate = (...list: object[]) => ({ spec: { tolerations: list } });
const helper = (fields: object) => ({ spec: { containers: [{ name: 'helper', image: 'h:1', ...fields }] } });
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';
const DISK = { key: 'disk', operator: 'Exists' };
const GONE = {
  key: 'node.kubernetes.io/not-ready',
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
};

/** The patches that made the pod, those that would make it now, what others did to it, and what a new pod gets otherwise. */
const CHANGES: readonly [
  title: string,
  was: readonly object[],
  is: readonly object[],
  changes: readonly string[],
  since?: object,
][] = [
  ['nothing', [role('primary')], [role('primary')], []],
  ['a label', [role('primary')], [role('replica')], ['metadata.labels.role "replica" instead of "primary"']],
  [
    'a label more',
    [role('a')],
    [role('a'), { metadata: { labels: { zone: 'b' } } }],
    ['metadata.labels.zone "b"'],
  ],
  [
    'a label less',
    [role('a'), { metadata: { labels: { zone: 'b' } } }],
    [role('a')],
    ['no metadata.labels.zone'],
  ],
  ['all patches gone', [role('a')], [], ['no metadata.labels.role']],
  [
    'a label that is deleted now',
    [role('a')],
    [{ metadata: { labels: { app: null } } }],
    ['no metadata.labels.app', 'no metadata.labels.role'],
  ],
  ['a quantity in other words', [cpu('1000m')], [cpu('1')], []],
  ['the same in two patches', [{ ...role('a'), ...cpu('1') }], [role('a'), cpu('1')], []],
  [
    'a quantity',
    [cpu('1')],
    [cpu('2')],
    ['spec.containers[server].resources.requests.cpu "2" instead of "1"'],
  ],
  [
    'an argument less',
    [args('--id=1', '--join=web-0')],
    [args('--id=1')],
    ['spec.containers[server].args ["--id=1"] instead of ["--id=1","--join=web-0"]'],
  ],
  [
    'a toleration, beside those that the API server adds',
    [tolerate(DISK)],
    [tolerate({ ...DISK, effect: 'NoSchedule' })],
    [
      'spec.tolerations [{"key":"disk","operator":"Exists","effect":"NoSchedule"}] instead of [{"key":"disk","operator":"Exists"},{"key":"node.kubernetes.io/not-ready","operator":"Exists","effe…',
    ],
    tolerate(DISK, GONE),
  ],
  [
    'a field of a toleration less',
    [tolerate({ ...DISK, effect: 'NoSchedule' })],
    [tolerate(DISK)],
    [
      'spec.tolerations [{"key":"disk","operator":"Exists"}] instead of [{"key":"disk","operator":"Exists","effect":"NoSchedule"}]',
    ],
  ],
  ['a container more', [role('a')], [role('a'), helper({})], ['spec.containers[helper]']],
  ['a container less', [role('a'), helper({})], [role('a')], ['no spec.containers[helper]']],
  [
    'a field less of a container that the patches add, beside defaults',
    [helper({ command: ['sleep'] })],
    [helper({})],
    ['no spec.containers[helper].command'],
    helper({
      imagePullPolicy: 'Always',
      terminationMessagePath: '/dev/termination-log',
      resources: { requests: { memory: '16Mi' } },
    }),
  ],
  [
    'what is the default anyway',
    [{ spec: { terminationGracePeriodSeconds: 30 } }],
    [role('a')],
    ['metadata.labels.role "a"'],
  ],
  [
    'a variable',
    [server({ env: [{ name: 'A', value: 'a' }] })],
    [server({ env: [{ name: 'A', value: 'b' }] })],
    ['spec.containers[server].env[A].value "b" instead of "a"'],
  ],
];

const match = async (was: readonly object[], is: readonly object[], since: object = {}) => {
  const live = mergePod(run(await createPatched(was)), since) as LivePod;
  const anew = await createPatched(is);
  return {
    match: matchPod(live, anew),
    changes: findChanges(live, anew),
    since: comparePatched(live, anew).since,
  };
};

describe('a pod is outdated where other patches would give it other fields', () => {
  for (const [title, was, is, expected, since] of CHANGES) {
    it(title, async () => {
      const { match: found, changes } = await match(was, is, since);
      assert.deepEqual(changes, expected);
      assert.equal(found, expected.length === 0 ? 'current' : 'outdated');
    });
  }

  it('also where they only remove what the template has', async () => {
    const { changes } = await match([{ metadata: { labels: { app: null } } }], [role('a')]);
    assert.deepEqual(changes, ['metadata.labels.role "a"', 'metadata.labels.app "web"']);
  });
});

/** What others do to a pod whose patches have stayed the same, and what differs then. */
const SINCE: readonly [
  title: string,
  patches: readonly object[],
  since: object,
  fields: readonly string[],
][] = [
  ['a client changes a label', [role('a')], role('b'), ['metadata.labels.role']],
  ['a client removes a label', [role('a')], role(null as never), ['metadata.labels.role']],
  [
    'a client adds a label that the patches remove',
    [{ metadata: { labels: { app: null } } }],
    { metadata: { labels: { app: 'x' } } },
    ['metadata.labels.app'],
  ],
  [
    'an autoscaler resizes a container',
    [cpu('1')],
    cpu('1500m'),
    ['spec.containers[server].resources.requests.cpu'],
  ],
  ['the API server writes a quantity in another way', [cpu('1000m')], cpu('1'), []],
  ['an autoscaler changes what no patch has set', [role('a')], cpu('2'), []],
  [
    'the API server sets what the patches remove to its default',
    [{ spec: { terminationGracePeriodSeconds: null, dnsPolicy: null } }],
    { spec: { terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst' } },
    [],
  ],
  [
    'the API server drops what is none to it',
    [{ spec: { hostNetwork: false } }, server({ stdin: false, env: [{ name: 'A', value: '' }] })],
    { spec: { hostNetwork: null, ...server({ stdin: null, env: [{ name: 'A', value: null }] }).spec } },
    [],
  ],
  [
    'a client removes a zero that has a meaning',
    [{ spec: { securityContext: { runAsUser: 0 } } }],
    { spec: { securityContext: { runAsUser: null } } },
    ['spec.securityContext.runAsUser'],
  ],
  ['the API server adds tolerations', [tolerate(DISK)], tolerate(DISK, GONE), []],
  ['another webhook adds a container', [role('a')], helper({}), []],
  [
    'the API server adds defaults to a container of the patches',
    [helper({})],
    helper({ imagePullPolicy: 'Always', terminationMessagePath: '/dev/termination-log' }),
    [],
  ],
  [
    'another webhook takes images from a mirror',
    [helper({})],
    helper({ image: 'mirror/h:1' }),
    ['spec.containers[helper].image'],
  ],
];

describe('a pod whose patches are what they were stays current, whatever others have changed since', () => {
  for (const [title, patches, change, fields] of SINCE) {
    it(title, async () => {
      const { match: found, changes, since } = await match(patches, patches, change);
      assert.equal(found, 'current');
      assert.deepEqual(changes, []);
      assert.deepEqual(
        since.map(({ field }) => field),
        fields,
      );
    });
  }

  it('with the defaults of what patches take out, and a volume of theirs that the annotation replaces', async () => {
    const livenessProbe = { exec: { command: ['true'] }, timeoutSeconds: 5, periodSeconds: 10 };
    const token = { name: 'kube-api-access-x7k2p', mountPath: TOKEN };
    const container = {
      name: 'server',
      terminationMessagePath: '/log',
      livenessProbe,
      volumeMounts: [token],
    };
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
    const probe = { $patch: 'replace', exec: { command: ['true'] } };
    const volumeMounts = [{ $patch: 'replace' }, { name: 'conf', mountPath: '/conf' }];
    const patch = { spec: { volumes: [{ name: 'conf', emptyDir: {} }] } };
    const patches = [patch, server({ terminationMessagePath: null, livenessProbe: probe, volumeMounts })];
    const annotation = JSON.stringify({ patches, volumes: [{ name: 'conf', configMap: 'c' }] });
    const anew = await createAnew(makeWeb({ annotation, template }), 1);
    const defaults = {
      terminationMessagePath: '/dev/termination-log',
      livenessProbe: { timeoutSeconds: 1, periodSeconds: 10 },
      volumeMounts: [token],
    };
    const live = mergePod(run(anew), server(defaults)) as LivePod;
    assert.deepEqual([matchPod(live, anew), comparePatched(live, anew).since], ['current', []]);
    const other = mergePod(live, server({ livenessProbe: { timeoutSeconds: 2 } })) as LivePod;
    assert.deepEqual(
      comparePatched(other, anew).since.map(({ field }) => field),
      ['spec.containers[server].livenessProbe.timeoutSeconds'],
    );
  });

  it('unless its template has a status, and the webhook has not seen the pod', async () => {
    const annotation = JSON.stringify({ patches: [role('a')] });
    const { pod } = await createAnew(makeWeb({ annotation }), 1);
    const copied = { [STATUS_ANNOTATION]: pod.metadata.annotations?.[STATUS_ANNOTATION] };
    const metadata = { labels: { app: 'web' }, annotations: copied };
    const template = { metadata, spec: { containers: [{ name: 'server' }] } };
    const web = makeWeb({ annotation, template });
    assert.equal(matchPod(await makeBarePod(web, 1), await createAnew(web, 1)), 'outdated');
    assert.equal(matchPod(await makeLivePod(web, 1), await createAnew(web, 1)), 'current');
  });

  it('is compared field by field where its status does not say which patches it had', async () => {
    const anew = await createPatched([role('a')]);
    const { pod } = await createPatched([role('b')]);
    const live = withStatus(run({ ...anew, pod }), { patchesHash: undefined });
    assert.equal(matchPod(live, anew), 'outdated');
    assert.equal(matchPod(withStatus(run(anew), { patchesHash: undefined }), anew), 'current');
  });
});
