import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { runCli } from '../../../src/cli/run-cli.ts';
import type { LiveStatefulSet } from '../../../src/status/live-objects.ts';
import { StubApiServer } from '../../cluster/stub-api-server.ts';
import { makeLivePod, makeWeb } from '../../status/web.ts';
import { fakeContext } from '../fake-streams.ts';
import { addPod, addSet, addWebhook, makeConfigMap } from './stub-cluster.ts';

const OLD = { annotation: null, onTemplate: '/network/conf' } as const;
const NEW = { annotation: null, onTemplate: '/etc/node' } as const;
const REVISIONS = { currentRevision: 'web-1', updateRevision: 'web-2' };

const makeSet = (partition: number, status: object = REVISIONS): LiveStatefulSet => ({
  ...makeWeb({
    ...NEW,
    replicas: 2,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
  }),
  status,
});

/** As the controller writes it. */
const makeRevision = (template: object) => ({
  apiVersion: 'apps/v1',
  kind: 'ControllerRevision',
  metadata: { name: 'web-1', namespace: 'prod' },
  data: { spec: { template: { ...template, $patch: 'replace' } } },
  revision: 1,
});

describe('a StatefulSet with a partition', () => {
  let server: StubApiServer;
  beforeEach(async () => {
    server = new StubApiServer();
    await server.start();
    await addWebhook(server);
    server.objects.push(...[0, 1].map(ordinal => makeConfigMap('prod', `node-${ordinal}`)));
  });
  afterEach(() => server.stop());

  const run = async (...args: string[]) => {
    const context = fakeContext();
    const code = await runCli([...args, '--kubeconfig', server.kubeconfig], context);
    return { code, stdout: context.stdout.text, stderr: context.stderr.text };
  };
  const countReads = () => server.rights.filter(right => right.includes('controllerrevisions'));

  async function addRolling(set = makeSet(1)): Promise<void> {
    await addSet(server, set, []);
    addPod(server, await makeLivePod(makeWeb(OLD), 0));
    addPod(server, await makeLivePod(set, 1));
  }

  it('has pods of two revisions, each compared with its own', async () => {
    await addRolling();
    server.objects.push(makeRevision(makeWeb(OLD).spec.template));
    for (const args of [['status'], ['status', 'web']]) {
      const { code, stdout } = await run(...args);
      assert.match(stdout, /web-0 +0 +Running +yes +ConfigMap node-0 +\/network\/conf /);
      assert.match(stdout, /web-1 +1 +Running +yes +ConfigMap node-1 +\/etc\/node /);
      assert.match(
        stdout,
        /note: the pods of StatefulSet prod\/web below its partition \(1\) are compared with ControllerRevision web-1\n/,
      );
      assert.equal(code, 0, stdout);
    }
    assert.deepEqual(countReads(), ['get controllerrevisions prod', 'get controllerrevisions prod']);
  });

  it('is explained by why with the revision that the pod is made from', async () => {
    await addRolling();
    server.objects.push(makeRevision(makeWeb(OLD).spec.template));
    const kept = await run('why', 'web-0');
    assert.match(kept.stdout, /it gets ConfigMap node-0 at \/network\/conf, in server\n/);
    assert.match(kept.stdout, /\nnow: Running, with just that\n/);
    assert.equal(kept.code, 0, kept.stdout);
    assert.match((await run('why', 'web-1')).stdout, /it gets ConfigMap node-1 at \/etc\/node, in server\n/);
  });

  it('is read without its revisions where there is one, or no partition', async () => {
    await addRolling(makeSet(0));
    await run('status');
    server.objects.splice(0);
    await addRolling(makeSet(1, { currentRevision: 'web-2', updateRevision: 'web-2' }));
    await run('status');
    assert.deepEqual(countReads(), []);
  });

  it('has pods left over whose former template alone has the annotation, and why tells of it', async () => {
    const { updateStrategy } = makeSet(1).spec;
    await addRolling({ ...makeWeb({ annotation: null, replicas: 2, updateStrategy }), status: REVISIONS });
    server.objects.push(makeRevision(makeWeb(OLD).spec.template));
    const { stdout } = await run('status');
    assert.match(
      stdout,
      /! pods of .*: web-0: the partition .* have the configuration again until you lower it\n/,
    );
    assert.deepEqual(countReads(), ['get controllerrevisions prod']);
    assert.doesNotMatch((await run('status', 'web')).stdout, /created as they are/);
    const why = await run('why', 'web-0');
    assert.match(why.stdout, /it gets ConfigMap node-0 at \/network\/conf, in server\n/);
    assert.match(
      why.stdout,
      /\nnow: Running, with just that\nnote: .* are compared with ControllerRevision web-1\n/,
    );
  });

  it('has pods left over that get nothing again where the annotation was on the StatefulSet alone', async () => {
    const { updateStrategy } = makeSet(1).spec;
    const bare = makeWeb({ annotation: null, replicas: 2, updateStrategy });
    await addSet(server, { ...bare, status: REVISIONS }, []);
    addPod(server, await makeLivePod(makeWeb(), 0));
    server.objects.push(makeRevision(bare.spec.template));
    const { stdout } = await run('status');
    assert.match(stdout, /: web-0: re-created, they have no configuration;/);
    assert.match((await run('why', 'web-0')).stdout, /! it is outdated: no annotation asks for what it has;/);
  });

  it('is unknown below it where its revision may not be read, and says which right is missing', async () => {
    await addRolling();
    server.isForbidden = right => right.includes('controllerrevisions');
    const { code, stdout } = await run('status');
    assert.match(stdout, /web-0 +0 +Running +\? +ConfigMap node-0 +\/network\/conf /);
    assert.match(
      stdout,
      /note: cannot tell what the pods of StatefulSet prod\/web below its partition are made from: no right to get controllerrevisions in namespace prod\n/,
    );
    assert.doesNotMatch(stdout, /^!/m);
    assert.equal(code, 0);
    const why = await run('why', 'web-0');
    assert.match(why.stdout, /\nnow: Running, perhaps with something else\nnote: cannot tell what the pods/);
  });

  it('is unknown below it where its revision has no template', async () => {
    await addRolling();
    for (const data of [undefined, null, {}, { spec: { template: { spec: {} } } }]) {
      server.objects.push({ ...makeRevision({}), data });
      const { stdout } = await run('status');
      assert.match(stdout, /web-0 +0 +Running +\? /, JSON.stringify(data));
      assert.match(stdout, /note: cannot tell .*: ControllerRevision web-1 has no template\n/);
      server.objects.pop();
    }
  });

  it('has the present template for all once its revision is gone, as the controller takes it', async () => {
    await addRolling();
    const { stdout } = await run('status');
    assert.match(stdout, /web-0 +0 +Running +re-create /);
  });

  it('out of a file is not known below its partition', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', ...(await makeLivePod(makeWeb(OLD), 0)) };
    const set = { ...makeSet(1), kind: 'StatefulSet', former: {} };
    const context = fakeContext({ stdin: stringify({ kind: 'List', apiVersion: 'v1', items: [pod, set] }) });
    assert.equal(await runCli(['why', '-f', '-', 'web-0', '-n', 'prod'], context), 0);
    assert.match(context.stdout.text, /\nnow: Running, perhaps with something else\n/);
    assert.match(
      context.stdout.text,
      /\nnote: cannot tell what a new pod is made from: a partition keeps it/,
    );
  });
});
