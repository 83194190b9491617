import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { LiveEvent, LivePod, LiveStatefulSet } from '../../src/status/live-objects.ts';
import { withCalls } from '../../src/status/pod-facts.ts';
import type { Reading } from '../../src/status/reading.ts';
import { type Exists, type PodReport, reportPod } from '../../src/status/report-pod.ts';
import { CREATING, makeBarePod, makeLivePod, makeWeb } from './web.ts';

interface Situation {
  readonly set?: LiveStatefulSet;
  readonly pods?: Reading<readonly LivePod[]>;
  readonly exists?: Exists;
  readonly events?: Reading<readonly LiveEvent[]>;
  readonly called?: boolean;
}

const report = async ({
  set = makeWeb(),
  pods = [],
  exists = () => true,
  events = [],
  called = true,
}: Situation): Promise<PodReport[]> => {
  const facts = await collectPods(set, pods, () => called);
  return facts.map(pod => reportPod(pod, exists, events));
};

const failedCreate = (pod: string, error: string, at: string): LiveEvent => ({
  reason: 'FailedCreate',
  message: `create Pod ${pod} in StatefulSet web failed error: ${error}`,
  involvedObject: { uid: 'uid-of-web' },
  lastTimestamp: at,
});
const denied = (pod: string, message: string, at: string) =>
  failedCreate(
    pod,
    `admission webhook "pods.per-pod-config.svc" denied the request: per-pod-config: ${message}`,
    at,
  );

const parallel = { podManagementPolicy: 'Parallel', replicas: 1 };
const hasNot =
  (...names: string[]): Exists =>
  (_, name) =>
    !names.includes(name);

/** What there is, and what the report says of the last pod. */
const SITUATIONS: readonly [
  title: string,
  () => Promise<Situation> | Situation,
  problems: readonly RegExp[],
][] = [
  [
    'it runs with what it would get',
    async () => ({ set: makeWeb({ replicas: 1 }), pods: [await makeLivePod(makeWeb(), 0)] }),
    [],
  ],
  [
    'it waits for its turn',
    async () => ({ set: makeWeb({ replicas: 2 }), pods: [await makeLivePod(makeWeb(), 0, CREATING)] }),
    [/^is created once web-0 is ready$/],
  ],
  [
    'nobody says why it is not there',
    () => ({ set: makeWeb(parallel) }),
    [/^is not there, and no event says why: kubectl describe statefulset.apps web -n prod$/],
  ],
  [
    'nobody lets us see the events',
    () => ({ set: makeWeb(parallel), events: 'unknown' }),
    [/^is not there$/],
  ],
  ['nobody lets us see the pods', () => ({ set: makeWeb(parallel), pods: 'unknown' }), []],
  [
    'the webhook denied it, and would again',
    () => ({
      set: makeWeb({ ...parallel, annotation: 'x' }),
      events: [
        denied(
          'web-0',
          'invalid-annotation: annotation per-pod-config: expected an absolute path',
          '2026-01-01T00:00:00Z',
        ),
      ],
    }),
    [
      /^was denied, last at 2026-01-01T00:00:00Z: invalid-annotation: annotation per-pod-config: expected an absolute path$/,
    ],
  ],
  [
    'the webhook denied it, and the newest event counts',
    () => ({
      set: makeWeb({ ...parallel, annotation: 'x' }),
      events: [
        denied('web-0', 'conflict: new', '2026-01-02T00:00:00Z'),
        denied('web-0', 'conflict: old', '2026-01-01T00:00:00Z'),
        denied('web-10', 'conflict: another', '2026-01-03T00:00:00Z'),
      ],
    }),
    [/last at 2026-01-02T00:00:00Z: conflict: new$/],
  ],
  [
    'the webhook denied it, and the annotation has been put right',
    () => ({ set: makeWeb(parallel), events: [denied('web-0', 'conflict: old', '2026-01-01T00:00:00Z')] }),
    [
      /conflict: old\nThat has been put right since: the controller tries again within 17 minutes; at once: kubectl per-pod-config retry web -n prod$/,
    ],
  ],
  [
    'the webhook was away',
    () => ({
      set: makeWeb(parallel),
      events: [
        failedCreate(
          'web-0',
          'Internal error occurred: failed calling webhook "pods.per-pod-config.svc": connection refused',
          '2026-01-01T00:00:00Z',
        ),
      ],
    }),
    [
      /^could not be created, last at 2026-01-01T00:00:00Z: Internal error occurred: failed calling webhook .*refused\nOnce that is put right, the controller tries again within 17 minutes; at once: kubectl per-pod-config retry web -n prod$/,
    ],
  ],
  [
    'a quota is used up',
    () => ({
      set: makeWeb(parallel),
      events: [
        failedCreate('web-0', 'pods "web-0" is forbidden: exceeded quota: few', '2026-01-01T00:00:00Z'),
      ],
    }),
    [/^could not be created.*: pods "web-0" is forbidden: exceeded quota: few\nOnce that is put right, .*$/],
  ],
  [
    'it would be denied, and no event says so yet',
    () => ({ set: makeWeb({ ...parallel, annotation: 'x' }) }),
    [/^would be denied: invalid-annotation: /],
  ],
  [
    'it is not there, nor is its ConfigMap',
    () => ({ set: makeWeb(parallel), exists: hasNot('node-0') }),
    [/^is not there/, /^would wait for ConfigMap node-0, which does not exist$/],
  ],
  [
    'its ConfigMap is missing',
    async () => ({
      set: makeWeb({ replicas: 1 }),
      pods: [await makeLivePod(makeWeb(), 0, CREATING)],
      exists: hasNot('node-0'),
    }),
    [
      /^waits for ConfigMap node-0, which does not exist: create it, and the pod starts within about 2 minutes$/,
    ],
  ],
  [
    'its ConfigMap is gone',
    async () => ({
      set: makeWeb({ replicas: 1 }),
      pods: [await makeLivePod(makeWeb(), 0)],
      exists: hasNot('node-0'),
    }),
    [/^runs on without ConfigMap node-0, which does not exist any more: it could not start again$/],
  ],
  [
    'the annotation has changed',
    async () => ({
      set: makeWeb({ replicas: 1, annotation: '/etc/node' }),
      pods: [await makeLivePod(makeWeb(), 0)],
    }),
    [
      /^is outdated: re-created, it gets ConfigMap node-0 at \/etc\/node instead of at \/network\/conf; kubectl delete pod web-0 -n prod$/,
    ],
  ],
  [
    'it has been created before the annotation',
    async () => ({ set: makeWeb({ replicas: 1 }), pods: [await makeBarePod(makeWeb(), 0)] }),
    [
      /^was created without its configuration: re-created, it gets ConfigMap node-0 at \/network\/conf; kubectl delete pod web-0 -n prod$/,
    ],
  ],
  [
    'the webhook is not called for it',
    async () => ({ set: makeWeb({ replicas: 1 }), pods: [await makeBarePod(makeWeb(), 0)], called: false }),
    [/^was created without its configuration: the webhook is not called for it$/],
  ],
  [
    'the annotation has changed, and the webhook is not called for it any more',
    async () => ({
      set: makeWeb({ replicas: 1, annotation: '/etc/node' }),
      pods: [await makeLivePod(makeWeb(), 0)],
      called: false,
    }),
    [/^is outdated, and a new one would start without its configuration: the webhook is not called for it$/],
  ],
  [
    'it would be denied if it were created again',
    async () => ({ set: makeWeb({ replicas: 1, annotation: 'x' }), pods: [await makeLivePod(makeWeb(), 0)] }),
    [
      /^has ConfigMap node-0 at \/network\/conf, but would be denied if it were created again: invalid-annotation: /,
    ],
  ],
  [
    'the annotation has changed, and its new ConfigMap is missing',
    async () => ({
      set: makeWeb({ replicas: 1, annotation: 'volumes: [{mountPath: /a, configMap: new}]' }),
      pods: [await makeLivePod(makeWeb(), 0)],
      exists: hasNot('new'),
    }),
    [
      /^is outdated: .*; create ConfigMap new first, then kubectl delete pod web-0 -n prod$/,
      /^would wait for ConfigMap new, which does not exist, if it were created again$/,
    ],
  ],
  [
    'it is on its way out',
    async () => ({
      set: makeWeb({ replicas: 0, annotation: '/other' }),
      pods: [await makeLivePod(makeWeb(), 0)],
    }),
    [],
  ],
];

describe('the problems of a pod', () => {
  for (const [title, make, problems] of SITUATIONS) {
    it(`${problems.length === 0 ? 'none' : 'told'}: ${title}`, async () => {
      const pods = await report(await make());
      const last = pods.at(-1);
      assert.equal(last?.problems.length, problems.length, JSON.stringify(last?.problems));
      for (const [index, problem] of problems.entries()) assert.match(last?.problems[index] ?? '', problem);
    });
  }

  it('told: whether the guard denies a new one is not known, if the webhook is not called for it', async () => {
    const set = makeWeb({ replicas: 1, annotation: '/etc/node' });
    const facts = await collectPods(set, [await makeLivePod(makeWeb(), 0)], () => false);
    const [pod] = withCalls(facts, () => ({ called: false, why: 'not known', effect: 'either' }));
    assert.ok(pod !== undefined);
    assert.deepEqual(reportPod(pod, () => true, []).problems, [
      'is outdated, but must not be deleted now, for a new pod would start without its configuration, or could not be created: not known',
    ]);
  });

  it('none for a pod that is terminating', async () => {
    const pod = await makeBarePod(makeWeb(), 0);
    const ending = { ...pod, metadata: { ...pod.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    const [first] = await report({ pods: [ending] });
    assert.deepEqual([first?.state, first?.problems], ['Terminating', []]);
  });

  it('leave a pod of a former template to the rolling update, down to its partition', async () => {
    const strategy = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } };
    const set = makeWeb({ ...strategy, annotation: '/other', replicas: 2 });
    const pods = await Promise.all([0, 1].map(ordinal => makeLivePod(makeWeb(), ordinal)));
    const rolled = await report({ set: { ...set, status: { updateRevision: 'web-2' } }, pods });
    assert.match(rolled[0]?.problems[0] ?? '', /kubectl delete pod web-0 -n prod$/);
    assert.match(rolled[1]?.problems[0] ?? '', /the rolling update will do that$/);
    const onDelete = { ...set, spec: { ...set.spec, updateStrategy: { type: 'OnDelete' } } };
    const left = await report({ set: { ...onDelete, status: { updateRevision: 'web-2' } }, pods });
    assert.match(left[1]?.problems[0] ?? '', /kubectl delete pod web-1 -n prod$/);
  });

  it('tell in the words of the kubelet why it waits, where no object is known to be missing', async () => {
    const pod = await makeLivePod(makeWeb(), 0, CREATING);
    const failure = (volume: string, at: string) => ({
      reason: 'FailedMount',
      message: `MountVolume.SetUp failed for volume "${volume}" : references non-existent config key: k`,
      involvedObject: { uid: 'uid-of-web-0' },
      lastTimestamp: at,
    });
    const events = [
      failure('per-pod-config-0', '2026-01-01T00:00:00Z'),
      failure('data', '2026-01-02T00:00:00Z'),
    ];
    const [first] = await report({ pods: [pod], events, exists: () => undefined });
    assert.deepEqual(first?.problems, [`waits: ${events[0]?.message}`]);
    assert.deepEqual(
      first?.mounts.map(({ exists }) => exists),
      [null],
    );
  });

  it('tell why a container cannot be created', async () => {
    const waiting = { reason: 'CreateContainerConfigError', message: 'configmap "x" not found' };
    const status = { ...CREATING, containerStatuses: [{ name: 'server', state: { waiting } }] };
    const [first] = await report({ pods: [await makeLivePod(makeWeb(), 0, status)] });
    assert.deepEqual(
      [first?.state, first?.problems],
      ['CreateContainerConfigError', ['waits: configmap "x" not found']],
    );
  });
});

describe('the report on a pod', () => {
  it('says whether it is there, and what it has', async () => {
    const states = async (pods: Reading<readonly LivePod[]>) =>
      (await report({ set: makeWeb({ replicas: 1 }), pods })).map(({ state, configuration }) => [
        state,
        configuration,
      ]);
    assert.deepEqual(await states([]), [['missing', null]]);
    assert.deepEqual(await states('unknown'), [['unknown', null]]);
    assert.deepEqual(await states([await makeLivePod(makeWeb(), 0)]), [['Running', 'current']]);
  });

  it('asks only for ConfigMaps and Secrets whether they exist', async () => {
    const asked: string[] = [];
    const annotation =
      'volumes: [{mountPath: /a, configMap: c}, {mountPath: /b, secret: s}, {mountPath: /c, files: {f: x}}]';
    const [pod] = await report({
      set: makeWeb({ annotation, replicas: 1 }),
      exists: (kind, name) => asked.push(`${kind} ${name}`) > 0,
    });
    assert.deepEqual(asked, ['ConfigMap c', 'Secret s']);
    assert.deepEqual(
      pod?.mounts.map(({ exists }) => exists),
      [true, true, null],
    );
  });

  it('repeats no event of a pod that has started, nor of one whose object is known to be missing', async () => {
    const message = 'MountVolume.SetUp failed for volume "per-pod-config-0" : configmap "node-0" not found';
    const event = { reason: 'FailedMount', message, involvedObject: { uid: 'uid-of-web-0' } };
    const events = [{ ...event, lastTimestamp: '2026-01-01T00:00:00Z' }];
    const set = makeWeb({ replicas: 1 });
    const running = await report({ set, pods: [await makeLivePod(makeWeb(), 0)], events });
    assert.deepEqual(running[0]?.problems, []);
    const pods = [await makeLivePod(makeWeb(), 0, CREATING)];
    const waiting = await report({ set, pods, events, exists: hasNot('node-0') });
    assert.deepEqual(waiting[0]?.problems, [
      'waits for ConfigMap node-0, which does not exist: create it, and the pod starts within about 2 minutes',
    ]);
    assert.deepEqual((await report({ set, pods, events }))[0]?.problems, [`waits: ${message}`]);
  });
});

describe('the report on a pod that is not there', () => {
  it('says nothing of one that is on its way out', async () => {
    const pods = [await makeLivePod(makeWeb(), 1)];
    const [, surplus] = await report({ set: makeWeb({ replicas: 1 }), pods, exists: () => false });
    assert.deepEqual([surplus?.name, surplus?.problems], ['web-1', []]);
  });

  it('nor that one on its way out should be created again, where its annotation uses the replicas', async () => {
    const annotation = 'env: [{name: R, value: "$(replicas)"}]';
    const pods = [
      await makeLivePod(makeWeb({ annotation }), 0),
      await makeLivePod(makeWeb({ annotation }), 1),
    ];
    const [kept, surplus] = await report({ set: makeWeb({ annotation, replicas: 1 }), pods });
    assert.equal(kept?.configuration, 'outdated');
    assert.deepEqual([surplus?.configuration, surplus?.problems], [null, []]);
  });

  it('says when its creation failed, where the event does', async () => {
    const event = failedCreate('web-0', 'exceeded quota', '2026-01-01T00:00:00Z');
    const { lastTimestamp, ...timeless } = event;
    const problems = async (events: readonly LiveEvent[]) =>
      (await report({ set: makeWeb(parallel), events }))[0]?.problems;
    const advice =
      'Once that is put right, the controller tries again within 17 minutes; at once: kubectl per-pod-config retry web -n prod';
    assert.deepEqual(await problems([event]), [
      `could not be created, last at 2026-01-01T00:00:00Z: exceeded quota\n${advice}`,
    ]);
    assert.deepEqual(await problems([timeless]), [`could not be created: exceeded quota\n${advice}`]);
  });

  it("names OpenKruise's StatefulSet so that the command finds it", async () => {
    const set = { ...makeWeb(parallel), apiVersion: 'apps.kruise.io/v1beta1' };
    const events = [failedCreate('web-0', 'exceeded quota', '2026-01-01T00:00:00Z')];
    const [first] = await report({ set, events });
    assert.match(first?.problems[0] ?? '', / retry statefulset\.apps\.kruise\.io\/web -n prod$/);
  });

  it('waits for no rolling update where no revision is known', async () => {
    const { status, ...set } = makeWeb({ replicas: 1, annotation: '/other' });
    const [first] = await report({ set, pods: [await makeLivePod(makeWeb(), 0)] });
    assert.match(first?.problems[0] ?? '', /kubectl delete pod web-0 -n prod$/);
  });
});

describe('the pods of a StatefulSet', () => {
  const names = async (situation: Situation) => (await report(situation)).map(({ name }) => name);

  it('are those that there should be and those that there are, by their ordinals', async () => {
    const set = makeWeb({ ordinals: { start: 9 }, replicas: 2 });
    const pods = [await makeLivePod(makeWeb(), 2), await makeLivePod(makeWeb(), 10)];
    assert.deepEqual(await names({ set, pods }), ['web-2', 'web-9', 'web-10']);
  });

  it('of OpenKruise leave out those that are reserved', async () => {
    const set = makeWeb({ replicas: 3, reserveOrdinals: [0, '2-3'] });
    assert.deepEqual(await names({ set }), ['web-1', 'web-4', 'web-5']);
  });

  it('are one where replicas are not said, and may be none', async () => {
    const { replicas, ...spec } = makeWeb().spec;
    assert.deepEqual(await names({ set: { ...makeWeb(), spec } }), ['web-0']);
    assert.deepEqual(await names({ set: makeWeb({ replicas: 0 }) }), []);
  });

  it('can use any label that the controller sets', async () => {
    const annotation = `volumes: [{mountPath: /a, configMap: 'c-$(labels["controller-revision-hash"])'}]`;
    const [first] = await report({ set: makeWeb({ annotation }) });
    assert.deepEqual(
      first?.mounts.map(({ names: [name] }) => name),
      ['c-web-1'],
    );
  });
});
