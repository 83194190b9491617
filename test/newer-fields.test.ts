import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { admit } from '../src/admission/admit.ts';
import { makePod } from '../src/admission/make-pod.ts';
import { validate } from '../src/admission/validate.ts';
import { runCli } from '../src/cli/run-cli.ts';
import { makeOfflineStatefulSetReader } from '../src/cluster/offline-statefulset-reader.ts';
import type { LiveStatefulSet } from '../src/status/live-objects.ts';
import { parseObjects } from '../src/yaml/parse-objects.ts';
import { applyIndependently, type RawPod } from './apply-independently.ts';
import { fakeContext } from './cli/fake-streams.ts';
import { addSet, addWebhook } from './cli/status/stub-cluster.ts';
import { StubApiServer } from './cluster/stub-api-server.ts';
import { listNewerSets, makeAsController, takeOut } from './newer-fields.ts';
import { podRequest } from './pod-request.ts';

const run = async (stdin: string, ...args: string[]) => {
  const context = fakeContext({ stdin });
  const code = await runCli(args, context);
  return { code, stdout: context.stdout.text, stderr: context.stderr.text };
};

/** All that the pods refer to: what is read for a reference to another object is missing. */
const OBJECTS = ['ConfigMap node-0', 'ConfigMap node-1', 'ConfigMap node-2', 'Secret keys']
  .map(object => object.split(' '))
  .map(
    ([kind, name]) =>
      `---\n{apiVersion: v1, kind: ${kind}, metadata: {name: ${name}}, data: {conf: YQ==, key: YQ==}}\n`,
  )
  .join('');

for (const { title, text, readSet } of listNewerSets()) {
  describe(`fields that the client library does not know: ${title}`, () => {
    const spec = makeAsController(readSet(), 2).spec;
    const makeIt = () => makePod(readSet(), 2) as unknown as RawPod;
    const reader = makeOfflineStatefulSetReader(parseObjects(text, 'f').objects.map(({ object }) => object));
    const configure = async (pod: RawPod) => {
      const decision = await admit(podRequest(pod), reader);
      assert.equal(decision.outcome, 'mount', JSON.stringify(decision));
      return 'operations' in decision ? decision.operations : [];
    };
    const mount = async (pod: RawPod) => applyIndependently(pod, await configure(pod));

    it('a pod is made of the template with all that it has', () => {
      assert.deepEqual(makeIt().spec, spec);
    });

    it('the webhook adds its own to the pod, and changes nothing else', async () => {
      assert.deepEqual(takeOut(await mount(makeIt()), makeIt()), makeIt());
    });

    it('called again, it finds nothing to do', async () => {
      assert.deepEqual(await configure(await mount(makeIt())), []);
    });

    it('the StatefulSet is valid, without a warning but of its peers or partition', () => {
      const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
      const request = { uid: 'u', operation: 'CREATE', resource, namespace: 'default', object: readSet() };
      const decision = validate(request);
      assert.deepEqual([decision.outcome, decision.reason], ['allow', 'valid']);
      const warnings = decision.outcome === 'allow' ? decision.warnings : [];
      assert.deepEqual(
        warnings.filter(warning => !/^the (?:annotation uses peers|partition)/.test(warning)),
        [],
      );
    });

    it('preview prints the whole pod, and the patch that makes it', async () => {
      const yaml = await run(text, 'preview', '-', '-o', 'yaml', '--ordinal', '2');
      assert.deepEqual([yaml.code, yaml.stderr], [0, '']);
      const [document] = parseAllDocuments(yaml.stdout, { version: '1.1' });
      assert.deepEqual(takeOut(document?.toJS() as RawPod, makeIt()).spec, spec);
      const patch = await run(text, 'preview', '-', '-o', 'patch', '--ordinal', '2');
      const [entry] = JSON.parse(patch.stdout) as { patch: unknown[] }[];
      assert.deepEqual(applyIndependently(makeIt(), entry?.patch ?? []), await mount(makeIt()));
    });

    it('preview tells of ConfigMap node-2, and lint and why find nothing wrong', async () => {
      const table = await run(text + OBJECTS, 'preview', '-', '--ordinal', '2');
      assert.match(table.stdout, /ConfigMap node-2 .*present/);
      assert.doesNotMatch(table.stdout, /missing/);
      const lint = await run(text + OBJECTS, 'lint', '-');
      assert.equal(lint.code, 0);
      const findings = lint.stdout.split('\n').filter(line => line !== '');
      assert.deepEqual(
        findings.filter(line => !/\[(?:scaling|partition)\]$/.test(line)),
        [],
      );
      const why = await run(text, 'why', 'web-2', '-f', '-');
      assert.equal(why.code, 0);
      assert.match(why.stdout, /\nconfigured: mounted/);
    });
  });
}

describe('fields that the client library does not know, in a live cluster', () => {
  const server = new StubApiServer();
  let webhook = 0;
  before(async () => {
    await server.start();
    await addWebhook(server);
    webhook = server.objects.length;
  });
  after(() => server.stop());

  for (const { title, readSet } of listNewerSets()) {
    it(`status and why find each pod as it should be: ${title}`, async () => {
      server.objects.splice(webhook);
      const { metadata, ...rest } = readSet();
      const set = { ...rest, metadata: { ...metadata, namespace: 'prod', uid: 'uid-of-web' } };
      await addSet(server, set as LiveStatefulSet, [0, 1, 2]);
      const access = ['--kubeconfig', server.kubeconfig, '-n', 'prod'];
      for (const args of [['status'], ['why', 'web-2']]) {
        const { code, stdout } = await run('', ...args, ...access);
        assert.equal(code, 0, stdout);
      }
    });
  }
});
