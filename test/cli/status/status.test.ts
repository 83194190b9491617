import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { runCli } from '../../../src/cli/run-cli.ts';
import type { LiveStatefulSet } from '../../../src/status/live-objects.ts';
import type { StatusReport } from '../../../src/status/report-status.ts';
import { StubApiServer } from '../../cluster/stub-api-server.ts';
import { CREATING, makeLivePod, makeWeb, withStatus } from '../../status/web.ts';
import { fakeContext } from '../fake-streams.ts';
import { addGuard, addPod, addSet, addWebhook, makeConfigMap, makeSlice } from './stub-cluster.ts';

describe('status', () => {
  let server: StubApiServer;
  beforeEach(async () => {
    server = new StubApiServer();
    await server.start();
    await addWebhook(server);
  });
  afterEach(() => server.stop());

  const run = async (args: string[] = [], columns?: number) => {
    const context = fakeContext(columns === undefined ? {} : { columns });
    const code = await runCli(['status', '--kubeconfig', server.kubeconfig, ...args], context);
    return { code, stdout: context.stdout.text, stderr: context.stderr.text };
  };
  const report = async (...args: string[]) =>
    JSON.parse((await run(['-o', 'json', ...args])).stdout) as StatusReport;
  const remove = (kind: string, name: string) => {
    const index = server.objects.findIndex(one => one.kind === kind && one.metadata.name === name);
    server.objects.splice(index, 1);
  };

  it('says that all is well, and ends with 0', async () => {
    await addSet(server, makeWeb({ replicas: 2 }), [0, 1]);
    assert.deepEqual(await run(), {
      code: 0,
      stderr: '',
      stdout: [
        'StatefulSet prod/web: 2 replicas, annotation on the StatefulSet',
        'POD     ORDINAL   STATE     MATCHES   WHAT               WHERE           EXISTS',
        'web-0   0         Running   yes       ConfigMap node-0   /network/conf   yes',
        'web-1   1         Running   yes       ConfigMap node-1   /network/conf   yes',
        '',
        'Webhook per-pod-config/per-pod-config: well',
        '  mutating configuration: there, failurePolicy Fail',
        '  validating configuration: there, failurePolicy Ignore',
        '  guard: not there',
        '  replicas: 2 of 2 ready',
        '  endpoints: 2',
        '  serving certificate: covered by caBundle, 365 days left',
        '  authority: 365 days left',
        '',
      ].join('\n'),
    });
  });

  it('names what needs attention below the pods, and ends with 1', async () => {
    await addSet(server, makeWeb(), [0, 1]);
    addPod(server, await makeLivePod(makeWeb(), 2, CREATING));
    const { code, stdout } = await run();
    assert.equal(code, 1);
    assert.match(stdout, /web-2 +2 +ContainerCreating +yes +ConfigMap node-2 +\/network\/conf +no\n/);
    assert.match(
      stdout,
      /\n! web-2 waits for ConfigMap node-2, which does not exist: create it, and the pod starts within about 2 minutes\n/,
    );
  });

  for (const columns of [80, 120]) {
    it(`fits a terminal of ${columns} columns`, async () => {
      await addSet(server, makeWeb({ annotation: `/${'long/'.repeat(9)}path` }), [0]);
      const { stdout } = await run([], columns);
      const esc = String.fromCharCode(27);
      const lines = stdout.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'g'), '').split('\n');
      assert.ok(
        lines.every(line => line.length <= columns),
        lines.join('\n'),
      );
      assert.ok(stdout.includes(esc), 'with colour');
    });
  }

  it('reads the namespace of the context, or the one that is named', async () => {
    await addSet(server, makeWeb({ replicas: 1 }), [0]);
    assert.equal((await report()).statefulSets.length, 1);
    assert.equal((await report('--context', 'elsewhere')).statefulSets.length, 0);
    assert.equal((await report('--context', 'elsewhere', '-n', 'prod')).statefulSets.length, 1);
    assert.equal((await report('-A')).statefulSets.length, 1);
    assert.equal((await report('sts/web')).statefulSets.length, 1);
  });

  it('leaves out StatefulSets without the annotation, and says so of one that is named', async () => {
    await addSet(server, makeWeb({ annotation: null }), []);
    const { code, stdout } = await run();
    assert.equal(code, 0);
    assert.match(stdout, /\nnote: no StatefulSet is annotated in namespace prod\n$/);
    assert.match((await run(['web'])).stdout, /\nnote: StatefulSet prod\/web is not annotated: its pods are/);
  });

  describe('with pods that are left over', () => {
    const bare = { ...makeWeb({ annotation: null }), metadata: { ...makeWeb().metadata, annotations: {} } };
    const orphan = async () => {
      const pod = await makeLivePod(makeWeb(), 0);
      addPod(server, { ...pod, metadata: { ...pod.metadata, ownerReferences: null } });
    };

    it('shows what they have, and what becomes of them', async () => {
      await addSet(server, bare, []);
      addPod(server, await makeLivePod(makeWeb(), 0));
      addPod(server, await makeLivePod(makeWeb(), 1));
      const { code, stdout } = await run();
      assert.equal(code, 1);
      assert.match(stdout, /^Left over: pods with a configuration that no annotation asks for any more\n/);
      assert.match(
        stdout,
        /\nprod\/web-1 +StatefulSet web +Running +ConfigMap node-1 +\/network\/conf\n! pods of/,
      );
      assert.match(stdout, /: kubectl delete pod web-0 web-1 -n prod\n/);
      assert.equal((await report('web')).leftovers.pods.length, 2);
      assert.equal((await report('-A')).leftovers.pods.length, 2);
    });

    it('shows them for the StatefulSet that is asked for, even if it is gone', async () => {
      await orphan();
      assert.equal((await report()).leftovers.pods.length, 1);
      const { leftovers, errors } = await report('web');
      assert.deepEqual([leftovers.pods.length, errors], [1, ['StatefulSet prod/web does not exist']]);
      const { stdout, code } = await run(['web']);
      assert.match(stdout, /^! StatefulSet prod\/web does not exist\n\nLeft over: /);
      assert.equal(code, 1);
      await addSet(server, { ...bare, metadata: { ...bare.metadata, name: 'db', uid: 'uid-of-db' } }, []);
      assert.equal((await report('db')).leftovers.pods.length, 0);
    });

    it('shows all others if one of OpenKruise has a strange shape', async () => {
      await addSet(server, makeWeb(), [0, 1, 2]);
      const strange = (name: string, annotations: object) => ({
        apiVersion: 'apps.kruise.io/v1beta1',
        kind: 'StatefulSet',
        metadata: { name, namespace: 'prod', uid: name, annotations },
        spec: { replicas: -1, template: { spec: 5 } },
      });
      server.objects.push(strange('bare', {}), strange('odd', { 'per-pod-config': '/a' }));
      const owner = { ...makeWeb(), apiVersion: 'apps.kruise.io/v1beta1' };
      const metadata = { ...owner.metadata, name: 'odd', uid: 'odd' };
      addPod(server, await makeLivePod({ ...owner, metadata }, 0));
      const { statefulSets, leftovers, notes } = await report();
      assert.deepEqual(
        statefulSets.map(({ name }) => name),
        ['web'],
      );
      assert.deepEqual(leftovers.pods, []);
      const what = 'StatefulSet prod/odd.spec.replicas must be >= 0, got -1';
      assert.deepEqual(notes.toSorted(), [
        `cannot tell what the pods of a StatefulSet have: ${what}`,
        `cannot tell whether StatefulSet prod/odd exists: ${what}`,
      ]);
    });

    it('takes no pod for one whose StatefulSet it may not list, or not read at all', async () => {
      const kruise = { ...makeWeb(), apiVersion: 'apps.kruise.io/v1beta1' };
      await addSet(server, kruise, []);
      addPod(server, await makeLivePod(kruise, 0));
      for (const forbidden of ['list statefulsets prod', 'list statefulsets prod, get statefulsets prod']) {
        let lists = 0;
        server.isForbidden = right => {
          if (right === 'list statefulsets prod') lists += 1;
          // The first list is of Kubernetes' own.
          return forbidden.includes(right) && lists > 1;
        };
        const { leftovers, notes } = await report();
        assert.deepEqual(leftovers.pods, [], forbidden);
        assert.match(notes.join(), /cannot tell which StatefulSets of OpenKruise there are/);
      }
    });
  });

  it('takes several names, shows those that are there, and names each that is not', async () => {
    await addSet(server, makeWeb({ replicas: 1 }), [0]);
    const db = makeWeb({ replicas: 1 });
    await addSet(server, { ...db, metadata: { ...db.metadata, name: 'db', uid: 'uid-of-db' } }, []);
    const names = async (...args: string[]) => (await report(...args)).statefulSets.map(({ name }) => name);
    assert.deepEqual(await names('web', 'sts/db'), ['web', 'db']);
    assert.deepEqual(await names('web', 'statefulset/web', '-n', 'prod'), ['web']);
    const { code, stdout, stderr } = await run(['gone', 'web', 'away']);
    assert.deepEqual([code, stderr], [1, '']);
    assert.match(stdout, /^StatefulSet prod\/web: 1 replica/);
    assert.match(
      stdout,
      /\n! StatefulSet prod\/gone does not exist\n! StatefulSet prod\/away does not exist\n/,
    );
    assert.deepEqual(await run(['gone', 'away']), {
      code: 1,
      stdout: '',
      stderr: 'error: StatefulSet prod/gone does not exist, StatefulSet prod/away does not exist\n',
    });
  });

  it('finds StatefulSets of OpenKruise where there are any, by their own API', async () => {
    const web = makeWeb({ replicas: 1 });
    const kruise: LiveStatefulSet = { ...web, apiVersion: 'apps.kruise.io/v1beta1' };
    await addSet(server, kruise, [0]);
    const { statefulSets, healthy } = await report();
    assert.deepEqual([statefulSets[0]?.apiVersion, healthy], ['apps.kruise.io/v1beta1', true]);
    assert.equal((await report('web')).statefulSets.length, 1);
  });

  it('tells StatefulSets of one name apart by the kind, as kubectl takes it', async () => {
    const web = makeWeb({ replicas: 1 });
    const metadata = { ...web.metadata, uid: 'uid-of-the-other' };
    await addSet(server, web, [0]);
    await addSet(server, { ...web, metadata, apiVersion: 'apps.kruise.io/v1beta1' }, []);
    for (const [kind, group] of [
      ['statefulset.apps.kruise.io', 'apps.kruise.io'],
      ['asts', 'apps.kruise.io'],
      ['statefulset.apps', 'apps'],
      ['statefulsets', 'apps'],
      ['sts', 'apps'],
    ] as const) {
      const { statefulSets } = await report(`${kind}/web`);
      assert.deepEqual(
        statefulSets.map(({ apiVersion }) => apiVersion.split('/')[0]),
        [group],
        kind,
      );
    }
    const { stdout } = await run(['statefulset.apps.kruise.io/web']);
    assert.match(stdout, /no event says why: kubectl describe statefulset\.apps\.kruise\.io web -n prod\n/);
  });

  describe('beside another webhook', () => {
    const service = { namespace: 'kruise-system', name: 'hook' };
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
    beforeEach(async () => {
      await addSet(server, makeWeb({ replicas: 1 }), [0]);
      server.objects.push({
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: { name: 'kruise' },
        webhooks: [
          { name: 'mpod.kb.io', failurePolicy: 'Fail', clientConfig: { service }, rules },
          { name: 'other.kb.io', failurePolicy: 'Fail', clientConfig: { url: 'https://elsewhere' }, rules },
        ],
      });
    });
    const add = (kind: string, fields: object) =>
      server.objects.push({ apiVersion: 'v1', kind, metadata: service, ...fields });
    const problems = async () => (await report()).statefulSets[0]?.problems.join('\n') ?? '';

    it('tells that it is not there, or has no endpoint, and nothing once it has', async () => {
      assert.match(
        await problems(),
        /^its pods may fail to be created: .*mpod\.kb\.io of Mutating.* does not exist\)/,
      );
      assert.doesNotMatch(await problems(), /other\.kb\.io/);
      add('Service', { spec: { selector: { app: 'kruise' } } });
      assert.match(await problems(), /kruise-system\/hook has no endpoint that is ready/);
      assert.equal((await run()).code, 1);
      const endpoints = [{ addresses: ['10.0.0.1'], conditions: { ready: false } }];
      server.objects.push(makeSlice(service, endpoints));
      assert.match(await problems(), /kruise-system\/hook has no endpoint that is ready/);
      server.objects.push(makeSlice(service, [{ addresses: ['10.0.0.2'] }]));
      assert.equal(await problems(), '');
      assert.equal((await run()).code, 0);
    });

    it('leaves alone a Service whose endpoints others keep', async () => {
      add('Service', { spec: { type: 'ExternalName', externalName: 'elsewhere' } });
      assert.equal(await problems(), '');
    });

    it('says what it may not read', async () => {
      for (const forbidden of [
        'get services kruise-system',
        'list mutatingwebhookconfigurations',
        'list endpointslices kruise-system',
      ]) {
        add('Service', { spec: { selector: { app: 'kruise' } } });
        server.isForbidden = right => right === forbidden;
        const { stdout } = await run();
        assert.match(
          stdout,
          /\nnote: cannot tell whether other webhooks keep pods from being created: no right to/,
        );
        assert.doesNotMatch(stdout, /mpod/);
      }
    });
  });

  it('has a shape as JSON that stays', async () => {
    await addSet(server, makeWeb({ replicas: 1 }), [0]);
    const { webhook, ...rest } = await report();
    assert.deepEqual(rest, {
      healthy: true,
      statefulSets: [
        {
          apiVersion: 'apps/v1',
          namespace: 'prod',
          name: 'web',
          replicas: 1,
          annotationOn: 'StatefulSet',
          problems: [],
          pods: [
            {
              name: 'web-0',
              ordinal: 0,
              state: 'Running',
              configuration: 'current',
              recreate: false,
              mounts: [
                {
                  kind: 'ConfigMap',
                  names: ['node-0'],
                  path: '/network/conf',
                  optional: false,
                  containers: ['server'],
                  exists: true,
                },
              ],
              patched: [],
              leftOut: [],
              problems: [],
              notes: [],
            },
          ],
        },
      ],
      leftovers: { pods: [], problems: [] },
      errors: [],
      notes: [],
    });
    assert.equal(webhook.servingCertificate?.coveredByCaBundle, true);
  });

  it('says what was left out of which pods, and why, which is no problem', async () => {
    await addSet(server, makeWeb({ replicas: 2 }), [0]);
    const leftOut = [{ where: 'volumes[1]', when: 'variables.primary' }];
    addPod(server, withStatus(await makeLivePod(makeWeb(), 1), { leftOut }));
    server.objects.push(makeConfigMap('prod', 'node-1'));
    const { code, stdout } = await run();
    assert.equal(code, 0);
    assert.match(stdout, /\nnote: volumes\[1\] is left out of web-1: variables.primary is false there\n/);
    const { statefulSets } = await report();
    assert.deepEqual(
      statefulSets[0]?.pods.map(pod => pod.leftOut),
      [[], leftOut],
    );
  });

  it('has a row for the fields that patches have set', async () => {
    await addSet(server, makeWeb({ replicas: 1 }), []);
    const patched = ['a', 'b', 'c', 'd'].map(name => `metadata.labels.${name}`);
    addPod(server, withStatus(await makeLivePod(makeWeb(), 0), { patched }));
    const { stdout } = await run();
    assert.match(
      stdout,
      /\n +Fields metadata\.labels\.a, metadata\.labels\.b, metadata\.labels\.c and 1 more +Pod +-\n/,
    );
    assert.deepEqual((await report()).statefulSets[0]?.pods[0]?.patched, patched);
  });

  const rights: readonly [right: RegExp, note: RegExp, still: RegExp][] = [
    [
      /^list pods/,
      /which pods there are: no right to list pods in namespace prod/,
      /web-0 +0 +unknown +- +ConfigMap node-0/,
    ],
    [
      /^get configmaps/,
      /whether the ConfigMaps in namespace prod exist: no right to get configmaps in namespace prod/,
      /Running +yes +ConfigMap node-0 +\/network\/conf +\?/,
    ],
    [
      /^list events/,
      /why pods are missing: no right to list events in namespace prod/,
      /! web-1 is not there\n/,
    ],
    [
      /^get namespaces/,
      /whether the webhook is called in namespace prod: no right to get namespaces/,
      /Running/,
    ],
    [
      /^get mutating/,
      /whether the webhook is called: no right to get mutatingwebhookconfigurations/,
      /Webhook[^:]*: unknown\n {2}mutating configuration: unknown/,
    ],
    [
      /^get validating/,
      /whether what is applied is checked: no right to get validatingwebhook/,
      /validating configuration: unknown/,
    ],
    [
      /^get secrets/,
      /whether caBundle covers the serving certificate: no right to get secrets in namespace per-pod-config/,
      /authority: 365/,
    ],
    [
      /^get deployments/,
      /how many replicas of the webhook are ready: no right to get deployments/,
      /endpoints: 2/,
    ],
    [
      /^list endpointslices/,
      /whether the webhook can be reached: no right to list endpointslices/,
      /replicas: 2 of 2/,
    ],
    [
      /^(?!list statefulsets)/,
      /no right to get namespaces/,
      /web-0 +0 +unknown +- +ConfigMap node-0 +\/network\/conf +\?/,
    ],
  ];
  for (const [right, note, still] of rights) {
    it(`goes on without the right ${right.source}`, async () => {
      await addSet(server, makeWeb({ replicas: 2, podManagementPolicy: 'Parallel' }), [0]);
      server.isForbidden = one => right.test(one);
      const { stdout, stderr } = await run();
      assert.equal(stderr, '');
      assert.match(
        stdout,
        new RegExp(
          `note: cannot tell ${/^(how|why|whether|which)/.test(note.source) ? '' : '.*'}${note.source}`,
        ),
      );
      assert.match(stdout, still);
    });
  }

  const failures: readonly [title: string, args: string[], code: number, error: RegExp][] = [
    ['may not list StatefulSets', ['-A'], 1, /^error: no right to list statefulsets\n$/],
    [
      'may not list those of a namespace',
      [],
      1,
      /^error: no right to list statefulsets in namespace prod\n$/,
    ],
    ['the StatefulSet is not there', ['gone'], 1, /^error: StatefulSet prod\/gone does not exist\n$/],
    [
      'the context is not there',
      ['--context', 'gone'],
      2,
      /^error: --context: expected the context to be one of here, elsewhere, away; got gone\n$/,
    ],
    [
      'the API server is away',
      ['--context', 'away'],
      1,
      /^error: no answer from the API server: .*ECONNREFUSED.*\n$/,
    ],
    [
      'a name that is none',
      ['../secrets'],
      2,
      /^error: the StatefulSet: expected a name.*got "\.\.\/secrets"\n$/,
    ],
    ['a namespace that is none', ['-n', 'A'], 2, /^error: -n: expected a name.*got "A"\n$/],
    ['a name and all namespaces', ['web', '-A'], 2, /^error: -A: expected no name beside it, got "web"/],
    ['two kinds of namespaces', ['-A', '-n', 'x'], 2, /^error: option '-A.*cannot be used with option '-n/],
    ['another format', ['-o', 'xml'], 2, /^error: option '-o.*Allowed choices are table, json/],
  ];
  for (const [title, args, code, error] of failures) {
    it(`ends with ${code} and one line: ${title}`, async () => {
      server.isForbidden = right => right.startsWith('list statefulsets');
      const ran = await run(args);
      assert.deepEqual([ran.code, ran.stdout], [code, '']);
      assert.match(ran.stderr, error);
    });
  }

  it('never asks for what is in a ConfigMap, nor in any Secret but the one of the webhook', async () => {
    await addSet(
      server,
      makeWeb({
        annotation: 'volumes: [{mountPath: /s, secret: s}, {mountPath: /c, configMap: c}]',
        replicas: 1,
      }),
      [0],
    );
    const { stdout } = await run();
    assert.match(stdout, /Secret s +\/s +no\n/);
    const whole = server.calls.filter(({ headers }) => !headers.accept?.includes('PartialObjectMetadata'));
    assert.deepEqual(
      whole.map(({ url }) => url).filter(url => /secrets|configmaps/.test(url ?? '')),
      ['/api/v1/namespaces/per-pod-config/secrets/per-pod-config-tls'],
    );
    assert.ok(!(await run(['-o', 'json'])).stdout.includes('PRIVATE'));
  });

  it('says in which namespace the webhook is not called', async () => {
    remove('Namespace', 'prod');
    server.objects.push({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'prod', labels: { 'per-pod-config': 'disabled' } },
    });
    await addSet(server, makeWeb({ replicas: 1 }), [0]);
    const { code, stdout } = await run();
    assert.equal(code, 1);
    assert.match(stdout, /\n! the webhook is not called in namespace prod: /);
  });

  it('advises to delete no pod while a new one could not be created, or not be configured', async () => {
    await addSet(server, makeWeb({ annotation: '/other', podManagementPolicy: 'Parallel' }), []);
    addPod(server, await makeLivePod(makeWeb(), 0));
    remove('EndpointSlice', 'per-pod-config-x1');
    const why = 'the webhook is unavailable: Service per-pod-config/per-pod-config has no endpoint';
    const { stdout } = await run();
    assert.ok(
      stdout.includes(
        `web-0 is outdated, but must not be deleted now, for a new pod could not be created: ${why}`,
      ),
      stdout,
    );
    assert.ok(stdout.includes(`web-1 cannot be created: ${why}`), stdout);
    const found = server.objects.find(({ kind }) => kind === 'MutatingWebhookConfiguration');
    const [webhook] = (found?.['webhooks'] ?? []) as object[];
    Object.assign(webhook ?? {}, { failurePolicy: 'Ignore' });
    assert.match(
      (await run()).stdout,
      /for a new pod would start without its configuration: the webhook is una/,
    );
  });

  it('says that the guard lets no annotated pod be created, and misses its binding', async () => {
    await addSet(server, makeWeb({ annotation: '/other', podManagementPolicy: 'Parallel' }), []);
    addPod(server, await makeLivePod(makeWeb(), 0));
    addGuard(server);
    const found = server.objects.find(({ kind }) => kind === 'MutatingWebhookConfiguration');
    const [webhook] = (found?.['webhooks'] ?? []) as object[];
    Object.assign(webhook ?? {}, { failurePolicy: 'Ignore' });
    assert.deepEqual((await report()).webhook.problems, []);
    remove('EndpointSlice', 'per-pod-config-x1');
    const { stdout } = await run();
    assert.match(stdout, /\n {2}guard: there\n/);
    assert.match(
      stdout,
      /! web-0 is outdated, but must not be deleted now, for a new pod could not be created: /,
    );
    assert.match(
      stdout,
      /! web-1 cannot be created: .*; so the guard denies the pod \(ValidatingAdmissionPolicy per-pod-config-guard-st/,
    );
    assert.match(
      stdout,
      /the webhook is unavailable, and annotated pods cannot be created, others can: delete no annotated one\n/,
    );
    server.objects.splice(
      server.objects.findIndex(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding'),
      1,
    );
    const unbound = await run();
    assert.match(unbound.stdout, /\n {2}guard: only for annotations on StatefulSets\n/);
    assert.match(
      unbound.stdout,
      /ValidatingAdmissionPolicy per-pod-config-guard has no binding per-pod-config-guard that denies/,
    );
  });

  it('says that the webhook is not there', async () => {
    await addSet(server, makeWeb({ replicas: 1 }), [0]);
    remove('MutatingWebhookConfiguration', 'per-pod-config');
    remove('ValidatingWebhookConfiguration', 'per-pod-config');
    const { code, stdout } = await run();
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^Webhook: needs attention\n.*missing\n.*missing\n.*guard: not there\n! there is no Mutating/m,
    );
    assert.match(stdout, /\n! the webhook is not installed: there is no Mutating/);
  });

  it('reads 1,000 StatefulSets by pages, with at most 32 calls at once', async () => {
    const pod = await makeLivePod(makeWeb({ replicas: 1 }), 0);
    for (let index = 0; index < 1_000; index += 1) {
      const name = `set-${index}`;
      const set = makeWeb({ replicas: 1, annotation: `volumes: [{mountPath: /a, configMap: c-${index}}]` });
      server.objects.push({ ...set, kind: 'StatefulSet', metadata: { ...set.metadata, name, uid: name } });
      const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid: name, controller: true };
      addPod(server, { ...pod, metadata: { ...pod.metadata, name: `${name}-0`, ownerReferences: [owner] } });
    }
    const { statefulSets } = await report();
    assert.equal(statefulSets.length, 1_000);
    assert.equal(server.rights.filter(right => right === 'list pods prod').length, 2);
    assert.ok(server.mostAtOnce <= 32, `${server.mostAtOnce} at once`);
  });

  it('reads pods by smaller pages where they are too large for one', async () => {
    await addSet(
      server,
      makeWeb({ replicas: 40 }),
      Array.from({ length: 40 }, (_, index) => index),
    );
    for (const object of server.objects.filter(({ kind }) => kind === 'Pod')) {
      Object.assign(object.metadata, { padding: 'x'.repeat(300_000) });
    }
    assert.equal((await report()).healthy, true);
  });

  describe('with --watch', () => {
    const watch = async (columns: number | undefined, act: (text: () => string) => Promise<void>) => {
      const stop = new AbortController();
      const context = { ...fakeContext(columns === undefined ? {} : { columns }), stop: stop.signal };
      const running = runCli(['status', '--kubeconfig', server.kubeconfig, '-w'], context);
      await act(() => context.stdout.text);
      stop.abort();
      return { code: await running, stdout: context.stdout.text, stderr: context.stderr.text };
    };
    const until = async (condition: () => boolean) => {
      const deadline = performance.now() + 15_000;
      while (!condition()) {
        assert.ok(performance.now() < deadline, 'waited for too long');
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    };

    it('prints again into a pipe only what has changed, goes on when the API server says no, and ends with 0', async () => {
      await addSet(server, makeWeb({ replicas: 1 }), [0]);
      const { code, stdout, stderr } = await watch(undefined, async text => {
        await until(() => text().includes('authority'));
        const once = text();
        const calls = server.calls.length;
        await until(() => server.calls.length > calls + 8);
        assert.equal(text(), once, 'nothing has changed');
        remove('ConfigMap', 'node-0');
        await until(() => text().includes('runs on without ConfigMap node-0'));
        server.isForbidden = () => true;
        await until(() => text().includes('error: no right to list statefulsets'));
      });
      assert.deepEqual([code, stderr], [0, '']);
      assert.ok(!stdout.includes('\u001b'));
    });

    it('draws on a terminal over what was there', async () => {
      await addSet(server, makeWeb({ replicas: 1 }), [0]);
      const { code, stdout } = await watch(100, async text => {
        await until(() => text().includes('authority'));
      });
      assert.equal(code, 0);
      assert.ok(stdout.startsWith('\u001b[H'));
      assert.ok(stdout.endsWith('\u001b[K\n\u001b[J'));
    });
  });
});
