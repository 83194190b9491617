import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { runCli } from '../../src/cli/run-cli.ts';
import type { StatusReport } from '../../src/status/report-status.ts';
import { StubApiServer, type StubObject } from '../cluster/stub-api-server.ts';
import { makeLivePod, makeWeb } from '../status/web.ts';
import { fakeContext } from './fake-streams.ts';
import { addPod, addSet, addWebhook } from './status/stub-cluster.ts';

const DOMAIN = ['--cluster-domain', 'K8s.Example.'];

async function run(args: readonly string[], stdin = ''): Promise<string> {
  const context = fakeContext({ stdin });
  await runCli([...args], context);
  return context.stdout.text + context.stderr.text;
}

/** It is told what came in a denial. */
const DENIED = 'volumes: [{mountPath: /a, configMap: A$(domain)}]';
const SET = (annotation: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {per-pod-config: '${annotation}'}}
    spec: {containers: [{name: a}]}
`;

describe("the cluster's domain, in files", () => {
  for (const command of [
    ['preview', '-'],
    ['lint', '-'],
    ['why', '-f', '-', 'web-0'],
  ]) {
    it(`is told to ${command.join(' ')}, and is cluster.local else`, async () => {
      assert.match(await run([...command, ...DOMAIN], SET(DENIED)), /"Ak8s\.example"/);
      assert.match(await run(command, SET(DENIED)), /"Acluster\.local"/);
    });
  }

  it('is that of a pod of why whose StatefulSet is not asked for', async () => {
    const owner = '{apiVersion: apps/v1, kind: StatefulSet, name: web, uid: u, controller: true}';
    const metadata = `{name: web-0, ownerReferences: [${owner}], annotations: {per-pod-config: '${DENIED}'}}`;
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec: {containers: [{name: a}]}\n`;
    assert.match(await run(['why', '-f', '-', ...DOMAIN], pod), /"Ak8s\.example"/);
  });

  it('is compared by lint with what the annotation says', async () => {
    const input = SET('env: [{name: A, value: db.prod.svc.cluster.local}]');
    assert.match(
      await run(['lint', '-', ...DOMAIN], input),
      /^<stdin>:9:\d+: warning: .*env\[0\]\.value: the domain of this cluster is k8s\.example.* \[cluster-domain\]\n/,
    );
    assert.doesNotMatch(await run(['lint', '-'], input), /cluster-domain/);
  });

  it('counts for what lint says of objects, of the pods that there are and of others', async () => {
    const maps = [0, 5].map(
      ordinal => `---
apiVersion: v1
kind: ConfigMap
metadata: {name: web-${ordinal}.web.default.svc.k8s.example}
`,
    );
    const input =
      SET('volumes: [{mountPath: /a, configMap: $(pod).$(service).$(ns).svc.$(domain)}]') + maps.join('');
    const codes = (output: string) => [...output.matchAll(/\[([a-z-]+)\]\n/g)].map(([, code]) => code);
    assert.deepEqual(codes(await run(['lint', '-', ...DOMAIN], input)), ['orphan']);
    assert.deepEqual(codes(await run(['lint', '-'], input)), ['missing-configmap']);
  });
});

describe("the cluster's domain, in a cluster", () => {
  let server: StubApiServer;
  beforeEach(async () => {
    server = new StubApiServer();
    await server.start();
    await addWebhook(server);
  });
  afterEach(() => server.stop());

  const annotation = 'env: [{name: A, value: $(fqdn)}]';
  const ask = (...args: string[]) => run([...args, '--kubeconfig', server.kubeconfig]);
  const tellWebhook = (flag: string) => {
    const deployment = server.objects.find(({ kind }) => kind === 'Deployment');
    const template = { spec: { containers: [{ args: ['serve', flag] }] } };
    Object.assign(deployment ?? {}, { spec: { replicas: 2, template } });
  };
  const compare = async (...args: string[]) => {
    const { statefulSets } = JSON.parse(await ask('status', '-o', 'json', ...args)) as StatusReport;
    return statefulSets[0]?.pods.map(({ configuration }) => configuration);
  };

  it('is told to status, or to the webhook, and is cluster.local else', async () => {
    await addSet(server, { ...makeWeb({ annotation, replicas: 1 }), clusterDomain: 'k8s.example' }, [0]);
    assert.deepEqual(await compare(...DOMAIN), ['current']);
    assert.deepEqual(await compare(), ['outdated']);
    tellWebhook('--cluster-domain=k8s.example');
    assert.deepEqual(await compare(), ['current']);
    assert.deepEqual(await compare('--cluster-domain', 'other.example'), ['outdated']);
  });

  it('may be another one where it is not known and a pod seems outdated by it, which status and why say', async () => {
    const note = /note: pods are compared with names in cluster\.local\. .*--cluster-domain\n/;
    await addSet(server, { ...makeWeb({ annotation, replicas: 1 }), clusterDomain: 'k8s.example' }, [0]);
    for (const command of [['status'], ['why', 'web-0']]) {
      assert.match(await ask(...command), note);
      assert.doesNotMatch(await ask(...command, ...DOMAIN), note);
      assert.doesNotMatch(await ask(...command, '--cluster-domain', 'other.example'), note);
    }
  });

  it('is no matter for pods that are as they should be, and for annotations without it', async () => {
    await addSet(server, makeWeb({ annotation, replicas: 1 }), [0]);
    const makeDb = (text: string) => {
      const set = makeWeb({ annotation: text, replicas: 1 });
      return { ...set, metadata: { ...set.metadata, name: 'db', uid: 'uid-of-db' } };
    };
    await addSet(server, makeDb('/network/conf'), []);
    addPod(server, await makeLivePod(makeDb('/other'), 0));
    assert.match(await ask('why', 'db-0'), /with something else/);
    for (const command of [['status'], ['why', 'web-0'], ['why', 'db-0']]) {
      assert.doesNotMatch(await ask(...command), /--cluster-domain/);
    }
  });

  it('is told to why, or to the webhook, and is cluster.local else', async () => {
    await addSet(server, makeWeb({ annotation: DENIED, replicas: 1 }), []);
    assert.match(await ask('why', 'web-0', ...DOMAIN), /"Ak8s\.example"/);
    assert.match(await ask('why', 'web-0'), /"Acluster\.local"/);
    tellWebhook('--cluster-domain=other.example');
    assert.match(await ask('why', 'web-0'), /"Aother\.example"/);
  });

  it('counts for a pod of why whose StatefulSet is another one', async () => {
    const set = makeWeb({ onTemplate: DENIED, annotation: null, replicas: 1 });
    addPod(server, await makeLivePod(set, 0));
    const replaced = { ...set, kind: 'StatefulSet', metadata: { ...set.metadata, uid: 'new' } };
    server.objects.push(replaced as unknown as StubObject);
    assert.match(await ask('why', 'web-0', ...DOMAIN), /"Ak8s\.example"/);
  });

  it('is that of the webhook for files beside a cluster', async () => {
    tellWebhook('--cluster-domain=k8s.example');
    const context = fakeContext({ stdin: SET(DENIED) });
    await runCli(['why', '-f', '-', 'web-0', '--kubeconfig', server.kubeconfig], context);
    assert.match(context.stdout.text, /"Ak8s\.example"/);
  });
});
