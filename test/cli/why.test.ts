import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Explanation } from '../../src/status/explanation.ts';
import { StubApiServer, type StubObject } from '../cluster/stub-api-server.ts';
import { makeLivePod, makeWeb } from '../status/web.ts';
import { fakeContext } from './fake-streams.ts';
import { addGuard, addPod, addSet, addWebhook, makeConfigMap } from './status/stub-cluster.ts';

const run = async (args: readonly string[], stdin = '') => {
  const context = fakeContext({ stdin });
  const code = await runCli(['why', ...args], context);
  return { code, stdout: context.stdout.text, stderr: context.stderr.text };
};

const isPodOrSet = ({ kind }: { kind: string }) => kind === 'Pod' || kind === 'StatefulSet';

describe('why, of a live pod', () => {
  let server: StubApiServer;
  beforeEach(async () => {
    server = new StubApiServer();
    await server.start();
    await addWebhook(server);
  });
  afterEach(() => server.stop());
  const why = (...args: string[]) => run(['--kubeconfig', server.kubeconfig, ...args]);
  const explain = async (...args: string[]) =>
    JSON.parse((await why('-o', 'json', ...args)).stdout) as Explanation;

  it('tells the steps, the decision and what the pod is', async () => {
    await addSet(server, makeWeb(), [0, 1, 2]);
    assert.deepEqual(await why('web-2'), {
      code: 0,
      stderr: '',
      stdout: [
        'pod prod/web-2, if it is created now:',
        '  1. the webhook is called for it, by its labels and those of namespace prod',
        '  2. a pod is being created, and it is no mirror pod',
        '  3. its controller owner is StatefulSet web (apps/v1)',
        '  4. annotation per-pod-config on the StatefulSet: /network/conf (hash d0949cce077ee74b)',
        '  5. its ordinal is 2, from its name',
        '  6. the annotation can be read; its expressions use ordinal',
        '  7. it gets ConfigMap node-2 at /network/conf, in server',
        'configured: mounted: the pod is created with its configuration',
        '',
        'now: Running, with just that',
        '',
      ].join('\n'),
    });
  });

  it('is about a pod that the webhook is called for, where nobody may look whether it is', async () => {
    await addSet(server, makeWeb(), [0]);
    server.isForbidden = right => right.includes('mutatingwebhookconfigurations');
    const { stdout } = await why('web-0');
    assert.match(stdout, /^pod prod\/web-0, if it is created now, and the webhook is called for it:\n/);
  });

  it('tells of a pod that has something else what to do', async () => {
    await addSet(server, makeWeb({ replicas: 1, annotation: '/other' }), []);
    addPod(server, await makeLivePod(makeWeb(), 0));
    const { code, stdout } = await why('pod/web-0');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /\nnow: Running, with something else\n! it is outdated: .*\n! it runs on without ConfigMap node-0/,
    );
  });

  it('decides by the annotation that another webhook gave the pod, and says so', async () => {
    await addSet(server, makeWeb({ replicas: 1 }), []);
    const pod = await makeLivePod(makeWeb({ annotation: null, onTemplate: '/other' }), 0);
    addPod(server, pod);
    server.objects.push(makeConfigMap('prod', 'node-0'));
    const { code, stdout } = await why('web-0');
    assert.equal(code, 0);
    assert.match(stdout, /it gets ConfigMap node-0 at \/other, in server\n/);
    assert.match(stdout, /\nnow: Running, with just that\n/);
    assert.match(stdout, /\nnote: a new pod is taken to get the annotation that this one has/);
    const file = stringify({ kind: 'List', apiVersion: 'v1', items: server.objects.filter(isPodOrSet) });
    assert.match(
      (await run(['-f', '-', 'web-0', '-n', 'prod'], file)).stdout,
      /\nnow: Running, with just that\n/,
    );
  });

  it('finds a pod of a billion, and none whose ordinal is reserved', async () => {
    const spec = { replicas: 10 ** 9, reserveOrdinals: ['1-5000'], podManagementPolicy: 'Parallel' };
    await addSet(server, makeWeb(spec), []);
    assert.equal((await explain('web-123456789')).now?.state, 'missing');
    const { now, verdict } = await explain('web-5000');
    assert.deepEqual([now, verdict.result], [null, 'absent']);
    assert.match(verdict.message, /no pod web-5000: ordinal 5000 is reserved/);
  });

  it('tells why a pod is not there', async () => {
    await addSet(server, makeWeb({ annotation: 'x' }), []);
    const message = 'create Pod web-0 in StatefulSet web failed error: per-pod-config: conflict: taken';
    server.objects.push({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'prod' },
      reason: 'FailedCreate',
      message,
      involvedObject: { kind: 'StatefulSet', uid: 'uid-of-web' },
      lastTimestamp: '2026-01-01T00:00:00Z',
    });
    const { code, stdout } = await why('web-0');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /\ndenied: invalid-annotation: annotation per-pod-config: expected an absolute path/,
    );
    assert.match(stdout, /\nnow: missing\n! it was denied, last at 2026-01-01T00:00:00Z: conflict: taken\n/);
  });

  it('calls no pod configured that a quota or what another webhook adds keeps from being created', async () => {
    const pods = { replicas: 2, podManagementPolicy: 'Parallel' };
    await addSet(server, makeWeb(pods), []);
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'prod' },
      reason: 'FailedCreate',
      message: 'Create Pod web-0 in StatefulSet web failed error: exceeded quota',
      involvedObject: { kind: 'StatefulSet', uid: 'uid-of-web' },
      lastTimestamp: '2026-01-01T00:00:00Z',
    };
    server.objects.push(event);
    for (const pod of ['web-0', 'web-1']) {
      assert.match(
        (await why(pod)).stdout,
        /\nnot created: the API server rejected web-0, last at 2026-01-01T00:00:00Z: exceeded quota\n/,
      );
    }
    const conflict =
      'container "x" has a variable A already; another admission webhook or policy added that container';
    const message = event.message.replace('exceeded quota', `per-pod-config: conflict: ${conflict}`);
    server.objects.splice(server.objects.indexOf(event), 1, { ...event, message });
    assert.equal((await explain('web-1')).verdict.result, 'configured');
    assert.deepEqual((await explain('web-0')).verdict, {
      result: 'denied',
      message: `conflict: ${conflict}`,
    });
    const managedFields = [{ time: '2026-01-01T00:01:00Z' }];
    const found = server.objects.find(({ kind }) => kind === 'StatefulSet');
    Object.assign(found?.metadata ?? {}, { managedFields });
    assert.equal((await explain('web-0')).verdict.result, 'configured');
  });

  it('tells of a pod that its StatefulSet does not have that this is so', async () => {
    await addSet(server, makeWeb(), [0, 1, 2]);
    const { now, decision, verdict } = await explain('web-5');
    assert.deepEqual([now, decision.outcome, verdict.result], [null, 'mount', 'absent']);
    const { code, stdout } = await why('web-5');
    assert.equal(code, 1);
    assert.match(stdout, /^pod prod\/web-5, if its StatefulSet had it:\n/);
    assert.match(stdout, /it would get ConfigMap node-5 at/);
    assert.match(stdout, /\nnot created: the StatefulSet has no pod web-5: its ordinals are 0 to 2\n$/);
  });

  it('finds nothing wrong with a pod that its StatefulSet is about to delete', async () => {
    await addSet(server, makeWeb({ replicas: 2 }), [0, 1, 2]);
    const { code, stdout } = await why('web-2');
    assert.match(stdout, /not created: .* its ordinals are 0 to 1\n\nnow: Running/);
    assert.equal(code, 0);
  });

  it('tells of a pod with a configuration that no annotation asks for what becomes of it', async () => {
    await addSet(server, makeWeb({ annotation: null }), []);
    const pod = await makeLivePod(makeWeb(), 0);
    addPod(server, pod);
    addPod(server, { ...pod, metadata: { ...pod.metadata, name: 'web-1', ownerReferences: null } });
    const { code, stdout } = await why('web-0');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /now: Running, with something else\n! it is outdated: no annotation asks for what it has; re-created, it gets nothing; kubectl delete pod web-0 -n prod\n/,
    );
    assert.match(
      (await why('web-1')).stdout,
      /\nnote: left over: pods without a controller in namespace prod: web-1: once deleted/,
    );
  });

  describe('where the webhook does not decide', () => {
    const find = (kind: string) => {
      const found = server.objects.find(one => one.kind === kind);
      assert.ok(found !== undefined);
      return found;
    };
    const remove = (kind: string) => server.objects.splice(server.objects.indexOf(find(kind)), 1);
    const ignore = () => {
      const [webhook] = find('MutatingWebhookConfiguration')['webhooks'] as { failurePolicy: string }[];
      Object.assign(webhook ?? {}, { failurePolicy: 'Ignore' });
    };
    const limit = (expression: string) => {
      const [webhook] = find('MutatingWebhookConfiguration')['webhooks'] as object[];
      Object.assign(webhook ?? {}, { matchConditions: [{ name: 'limit', expression }] });
    };
    const disable = () =>
      Object.assign(find('Namespace').metadata, { labels: { 'per-pod-config': 'disabled' } });
    const CONFIGURED_NOT = '\nnot configured: the pod is created without its configuration: ';
    const UNAVAILABLE =
      'the webhook is unavailable: Service per-pod-config/per-pod-config has no endpoint that is ready, and failurePolicy of pods.per-pod-config.svc is ';
    for (const [title, act, answer] of [
      [
        'it is not installed',
        () => remove('MutatingWebhookConfiguration'),
        `${CONFIGURED_NOT}the webhook is not installed: there is no MutatingWebhookConfiguration per-pod-config\n`,
      ],
      [
        'the namespace takes no part',
        disable,
        `${CONFIGURED_NOT}the webhook is not called in namespace prod: its labels do not meet the namespaceSelector: per-pod-config notin (disabled)\n`,
      ],
      [
        'a condition looks at the pod only, and the StatefulSet is annotated',
        () => limit("'per-pod-config' in object.metadata.?annotations.orValue({})"),
        `${CONFIGURED_NOT}the webhook is not called: its matchCondition limit is false for this pod: it looks for the annotation on the pod only, so put`,
      ],
      [
        'a condition fails',
        () => limit("'per-pod-config' in object.metadata.annotations"),
        "\nnot created: the API server rejects the pod: the webhook's matchCondition limit fails for this pod, which lacks what it reads, and failurePolicy is Fail\n",
      ],
      [
        'nothing answers, and it must',
        () => remove('EndpointSlice'),
        `\nnot created: the API server rejects the pod: ${UNAVAILABLE}Fail\n`,
      ],
      [
        'nothing answers, and it need not',
        () => [remove('EndpointSlice'), ignore()],
        `${CONFIGURED_NOT}${UNAVAILABLE}Ignore\n`,
      ],
    ] as const) {
      it(`says what happens if ${title}`, async () => {
        await addSet(server, makeWeb(), [0, 1, 2]);
        act();
        const { code, stdout } = await why('web-2');
        assert.ok(stdout.includes(answer), stdout);
        assert.match(stdout, /it would get ConfigMap node-2/);
        assert.equal(code, 1);
      });
    }

    it('says that the guard denies annotated pods, and others are created as they are', async () => {
      await addSet(server, makeWeb(), []);
      addGuard(server);
      remove('EndpointSlice');
      ignore();
      const { code, stdout } = await why('web-0');
      const denial =
        'so the guard denies the pod (ValidatingAdmissionPolicy per-pod-config-guard-statefulset)';
      assert.ok(
        stdout.includes(`\nnot created: the API server rejects the pod: ${UNAVAILABLE}Ignore; ${denial}\n`),
        stdout,
      );
      assert.equal(code, 1);
      Object.assign(find('StatefulSet').metadata, { annotations: {} });
      const bare = await why('web-0');
      assert.match(bare.stdout, /\nleft as it is: not-annotated: .*it is created as it is\n/);
      assert.equal(bare.code, 0);
    });

    it('takes a denial of the guard for past where the guard is not in force any more', async () => {
      await addSet(server, makeWeb(), []);
      remove('EndpointSlice');
      ignore();
      server.objects.push({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'web', namespace: 'prod' },
        reason: 'FailedCreate',
        message:
          'Create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: ValidatingAdmissionPolicy \'per-pod-config-guard\' ' +
          "with binding 'per-pod-config-guard' denied request: no",
        involvedObject: { kind: 'StatefulSet', uid: 'uid-of-web' },
        lastTimestamp: '2026-11-24T20:17:22Z',
      });
      assert.equal((await explain('web-0')).verdict.result, 'unconfigured');
    });

    it('says that an annotated pod that no condition selects is denied by the guard', async () => {
      await addSet(server, makeWeb(), []);
      addGuard(server);
      limit("'per-pod-config' in object.metadata.?annotations.orValue({})");
      const { verdict, called } = await explain('web-0');
      assert.deepEqual([called, verdict.result], [false, 'refused']);
      assert.match(
        verdict.message,
        /^the API server rejects the pod: the webhook is not called: .*; so the guard denies the pod \(Validating/,
      );
    });

    it('cannot tell what becomes of an annotated pod where it may not read whether there is a guard', async () => {
      await addSet(server, makeWeb(), []);
      addGuard(server);
      server.isForbidden = right => right.includes('validatingadmissionpolicies');
      remove('EndpointSlice');
      const { notes } = await explain('web-0');
      assert.deepEqual(notes, []);
      ignore();
      const open = await explain('web-0');
      assert.deepEqual(open.notes, [
        'cannot tell whether a guard denies pods that are not configured: no right to get validatingadmissionpolicies',
      ]);
      assert.equal(open.verdict.result, 'unconfigured');
      assert.match(
        open.verdict.message,
        /^the pod is created without its configuration, or not at all: the webhook is una/,
      );
    });

    it('denies nothing that it is not asked about, and rejects what is not annotated', async () => {
      await addSet(server, makeWeb({ annotation: 'x' }), []);
      disable();
      const { verdict, decision, obstacle } = await explain('web-0');
      assert.deepEqual([decision.outcome, verdict.result], ['deny', 'unconfigured']);
      assert.match(obstacle ?? '', /^the webhook is not called in namespace prod/);
      Object.assign(find('Namespace').metadata, { labels: {} });
      remove('EndpointSlice');
      Object.assign(find('StatefulSet').metadata, { annotations: {} });
      assert.equal((await explain('web-0')).verdict.result, 'refused');
    });

    it('knows what it may not read, and what a condition in CEL leaves open', async () => {
      await addSet(server, makeWeb(), [0, 1, 2]);
      const [webhook] = find('MutatingWebhookConfiguration')['webhooks'] as object[];
      Object.assign(webhook ?? {}, { matchConditions: [{ name: 'x', expression: 'request.dryRun' }] });
      const { called, verdict, notes } = await explain('web-2');
      assert.deepEqual([called, verdict.result], [null, 'configured']);
      assert.match(
        notes.join(),
        /cannot tell whether the webhook is called: its matchCondition x decides, which cannot be/,
      );
      remove('EndpointSlice');
      assert.match((await explain('web-2')).verdict.message, /if the webhook is to be called for it/);
      server.isForbidden = right => right.startsWith('list endpointslices');
      assert.equal((await explain('web-2')).verdict.result, 'configured');
    });
  });

  it('tells of a pod that it is left as it is, and why', async () => {
    const pod = await makeLivePod(makeWeb(), 0);
    addPod(server, { ...pod, metadata: { ...pod.metadata, name: 'alone', ownerReferences: [] } });
    addPod(server, pod);
    assert.equal((await explain('alone')).decision.reason, 'not-owned');
    assert.equal((await explain('web-0')).decision.reason, 'owner-gone');
    await addSet(server, makeWeb({ annotation: null }), []);
    const { decision, now } = await explain('web-0');
    assert.equal(decision.reason, 'not-annotated');
    assert.equal(now?.configuration, 'outdated');
  });

  it('tells the reason that the webhook gives for a StatefulSet that was replaced', async () => {
    const web = makeWeb();
    addPod(server, await makeLivePod(web, 0));
    await addSet(server, { ...web, metadata: { ...web.metadata, uid: 'another' } }, []);
    assert.match((await explain('web-0')).decision.message, /its uid differs/);
  });

  it('goes on without rights, to the last that it needs', async () => {
    await addSet(server, makeWeb(), [0, 1, 2]);
    server.isForbidden = right => !right.startsWith('get statefulsets');
    const { code, stdout, stderr } = await why('web-2');
    assert.deepEqual([code, stderr], [0, ''], stdout);
    assert.match(stdout, /configured: mounted: .*\n\nnow: unknown\n/);
    assert.match(stdout, /note: cannot tell what the pod has: no right to get pods in namespace prod\n/);
    server.isForbidden = () => true;
    assert.match((await why('web-2')).stderr, /^error: no right to get statefulsets in namespace prod\n$/);
  });

  it('explains several pods, and names each that is not there', async () => {
    await addSet(server, makeWeb(), [0, 1, 2]);
    const { code, stdout, stderr } = await why('web-0', 'gone-0', 'pod/web-1', 'web-0', 'away-0');
    assert.equal(code, 1);
    assert.deepEqual(stdout.match(/^pod prod\/web-[01], /gm), ['pod prod/web-0, ', 'pod prod/web-1, ']);
    assert.equal(
      stderr,
      ['gone-0', 'away-0']
        .map(name => `error: there is no pod prod/${name}, nor a StatefulSet that would create it\n`)
        .join(''),
    );
    const all = JSON.parse((await why('web-0', 'web-1', '-o', 'json')).stdout) as Explanation[];
    assert.deepEqual(
      all.map(({ pod, verdict }) => [pod, verdict.result]),
      [
        ['web-0', 'configured'],
        ['web-1', 'configured'],
      ],
    );
    assert.equal((await why('web-0', 'web-1')).code, 0);
    assert.equal((await why('web-0', 'web-9')).code, 1);
  });

  it('explains a pod of files with the webhook and the namespaces of the cluster that is named', async () => {
    const { status, ...web } = { kind: 'StatefulSet', ...makeWeb() };
    const of = async (...objects: object[]) => {
      const file = objects.map(object => stringify(object)).join('---\n');
      const args = ['--kubeconfig', server.kubeconfig, '-f', '-', 'web-0', '-o', 'json'];
      return JSON.parse((await run(args, file)).stdout) as Explanation;
    };
    assert.deepEqual([(await of(web)).called, (await of(web)).verdict.result], [true, 'configured']);
    const disabled = { name: 'prod', labels: { 'per-pod-config': 'disabled' } };
    const ofFile = await of(web, { apiVersion: 'v1', kind: 'Namespace', metadata: disabled });
    assert.deepEqual([ofFile.called, ofFile.verdict.result], [false, 'unconfigured']);
    server.isForbidden = right => right === 'get namespaces';
    assert.match((await of(web)).notes.join(), /no right to get namespaces/);
    server.isForbidden = () => false;
    const slices = server.objects.findIndex(({ kind }) => kind === 'EndpointSlice');
    server.objects.splice(slices, 1);
    assert.equal((await of(web)).verdict.result, 'refused');
  });

  it('fails in one line where there is nothing to explain', async () => {
    assert.deepEqual(await why('web-0'), {
      code: 1,
      stdout: '',
      stderr: 'error: there is no pod prod/web-0, nor a StatefulSet that would create it\n',
    });
    assert.equal((await why('..')).code, 2);
    assert.equal((await why()).code, 2);
  });
});

describe('why, of files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'why-'));
  });
  after(() => rm(folder, { recursive: true }));

  const write = async (name: string, ...objects: object[]) => {
    const file = join(folder, name);
    await writeFile(file, objects.map(object => stringify(object)).join('---\n'));
    return file;
  };
  const { status, ...web } = { kind: 'StatefulSet', ...makeWeb() };
  const manifest = { ...web, metadata: { name: 'web', annotations: web.metadata.annotations } };

  it('explains a pod that a StatefulSet would create', async () => {
    const { code, stdout } = await run(['web-2', '-f', await write('set.yaml', manifest)]);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^pod default\/web-2, if it is created now, and the webhook is called for it:\n {2}1\. a pod is being created/,
    );
    assert.match(
      stdout,
      /it gets ConfigMap node-2 at \/network\/conf, in server\nconfigured: mounted: .*\n$/,
    );
  });

  it('takes an object that names no namespace for one of -n', async () => {
    const { stdout } = await run(['web-0', '-n', 'prod', '-f', await write('placed.yaml', manifest)]);
    assert.match(stdout, /^pod prod\/web-0, /);
  });

  it('explains several pods of the files', async () => {
    const file = await write('several.yaml', manifest);
    const { code, stdout, stderr } = await run(['web-0', 'db-0', 'web-1', '-f', file]);
    assert.equal(code, 2);
    assert.deepEqual(stdout.match(/^pod default\/web-[01], /gm), [
      'pod default/web-0, ',
      'pod default/web-1, ',
    ]);
    assert.match(stderr, /^error: there is no pod db-0 in the files.*\n$/);
  });

  describe('uses the objects beside it', () => {
    const inProd = { ...manifest, metadata: { ...manifest.metadata, namespace: 'prod' } };
    const makeNamespace = (labels: object) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'prod', labels },
    });
    const answer = async (...objects: object[]) => {
      const { stdout } = await run([
        'web-0',
        '-f',
        await write('beside.yaml', inProd, ...objects),
        '-o',
        'json',
      ]);
      return JSON.parse(stdout) as Explanation;
    };
    const configuration = (operator: string, values: string[]) => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'per-pod-config' },
      webhooks: [
        {
          name: 'pods.per-pod-config.svc',
          clientConfig: {},
          namespaceSelector: { matchExpressions: [{ key: 'per-pod-config', operator, values }] },
        },
      ],
    });

    it('the Namespace, which may take no part', async () => {
      const { called, verdict } = await answer(makeNamespace({ 'per-pod-config': 'disabled' }));
      assert.deepEqual([called, verdict.result], [false, 'unconfigured']);
      assert.match(
        verdict.message,
        /not called in namespace prod: its labels .*per-pod-config notin \(disabled\)/,
      );
      const other = await answer(makeNamespace({}));
      assert.deepEqual([other.called, other.verdict.result], [null, 'configured']);
      const system = { ...manifest, metadata: { ...manifest.metadata, namespace: 'kube-system' } };
      const { stdout } = await run(['web-0', '-f', await write('system.yaml', system)]);
      assert.match(stdout, /\nnot configured: .* in namespace kube-system: /);
    });

    it('the webhook configuration', async () => {
      const optIn = configuration('In', ['enabled']);
      assert.equal((await answer(optIn, makeNamespace({}))).verdict.result, 'unconfigured');
      assert.equal((await answer(optIn, makeNamespace({ 'per-pod-config': 'enabled' }))).called, true);
      const unknown = await answer(optIn);
      assert.deepEqual([unknown.called, unknown.verdict.result], [null, 'configured']);
    });

    it('the guard, which denies what the webhook is not called for', async () => {
      const objects: StubObject[] = [];
      addGuard({ objects });
      const unselecting = configuration('In', ['enabled']);
      const { verdict } = await answer(unselecting, makeNamespace({}), ...objects);
      assert.equal(verdict.result, 'refused');
      assert.match(
        verdict.message,
        /so the guard denies the pod \(ValidatingAdmissionPolicy per-pod-config-guard-st/,
      );
    });

    it('ConfigMaps, where there are any', async () => {
      assert.deepEqual((await answer()).notes, []);
      assert.deepEqual((await answer(makeConfigMap('prod', 'node-0'))).notes, []);
      assert.deepEqual((await answer(makeConfigMap('other', 'node-1'))).notes, []);
      assert.deepEqual((await answer(makeConfigMap('prod', 'node-1'))).notes, [
        'ConfigMap node-0 is not among the files, which have others of namespace prod',
      ]);
    });

    it('the StatefulSet, which may have no such pod', async () => {
      const file = await write('three.yaml', inProd, makeConfigMap('prod', 'node-0'));
      const { code, stdout } = await run(['web-3', '-f', file]);
      assert.equal(code, 1);
      assert.doesNotMatch(stdout, /^note/m);
      assert.match(stdout, /\nnot created: the StatefulSet has no pod web-3: its ordinals are 0 to 2\n/);
    });
  });

  it('says that it cannot tell where only the controller knows a label', async () => {
    const text = `env: [{name: A, value: '$({"a": "b"}[labels["controller-revision-hash"]])'}]`;
    const { status: _, ...manifest } = makeWeb({ annotation: text });
    const { code, stdout } = await run(['web-1', '-f', '-'], stringify({ kind: 'StatefulSet', ...manifest }));
    assert.match(stdout, /\ncannot tell: not checked, as label controller-revision-hash is not known yet: /);
    assert.equal(code, 0);
  });

  it('reads standard input', async () => {
    const { stdout } = await run(['web-1', '-f', '-', '-o', 'json'], stringify(manifest));
    assert.equal((JSON.parse(stdout) as Explanation).decision.mounts[0]?.names[0], 'node-1');
  });

  it('compares a pod out of a cluster with what its StatefulSet would create', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', ...(await makeLivePod(makeWeb(), 1)) };
    const set = { ...manifest, metadata: { ...web.metadata, uid: undefined } };
    const { code, stdout } = await run([
      '-f',
      await write('pod.yaml', pod),
      '-f',
      await write('its-set.yaml', set),
    ]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /\nnow: Running, with just that\n/);
    const bare = { ...set, metadata: { ...set.metadata, annotations: {} } };
    const left = await run(['-f', await write('left.yaml', pod, bare)]);
    assert.match(left.stdout, /\nnow: Running, with something else\n! it is outdated: no annotation asks/);
    assert.equal(left.code, 1);
    const alone = await run(['-f', await write('alone.yaml', pod)]);
    assert.match(
      alone.stdout,
      /\nnote: its StatefulSet is not among the files: name its file with another -f\n/,
    );
  });

  const failures: readonly [title: string, args: string[], objects: object[], error: RegExp][] = [
    [
      'no such pod',
      ['nothing-0'],
      [manifest],
      /no pod nothing-0 in the files, nor its StatefulSet: they have the StatefulSets web/,
    ],
    ['no name', [], [manifest], /expected the name of a pod: the files have no pod, .*for example web-0/],
    ['nothing', ['web-0'], [], /they have no StatefulSet/],
    [
      'two of the name',
      ['web-0'],
      [manifest, { ...manifest, metadata: { name: 'web', namespace: 'b' } }],
      /expected one StatefulSet, got 2: default\/web .*, b\/web/,
    ],
  ];
  for (const [title, args, objects, error] of failures) {
    it(`ends with 2 and one line: ${title}`, async () => {
      const file = await write(`${title.replaceAll(' ', '-')}.yaml`, ...objects);
      const { code, stdout, stderr } = await run([...args, '-f', file]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, error);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    });
  }

  it('names the place of what is no StatefulSet', async () => {
    const file = await write('broken.yaml', { ...manifest, spec: { replicas: 'three' } });
    const { code, stderr } = await run(['web-0', '-f', file]);
    assert.equal(code, 1);
    assert.match(stderr, /^error: .*broken\.yaml:1: StatefulSet\.spec /);
  });
});
