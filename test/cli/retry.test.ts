import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { runCli } from '../../src/cli/run-cli.ts';
import { StubApiServer, type StubObject } from '../cluster/stub-api-server.ts';
import { fakeContext } from './fake-streams.ts';

const CORE = 'apps/v1';
const KRUISE = 'apps.kruise.io/v1beta1';

describe('retry', () => {
  let server: StubApiServer;
  beforeEach(async () => {
    server = new StubApiServer();
    await server.start();
  });
  afterEach(() => server.stop());

  const retry = async (...args: string[]) => {
    const context = fakeContext();
    const code = await runCli(['retry', '--kubeconfig', server.kubeconfig, ...args], context);
    return { code, stdout: context.stdout.text, stderr: context.stderr.text };
  };
  const add = (name: string, apiVersion = CORE, namespace = 'prod') =>
    server.objects.push({ apiVersion, kind: 'StatefulSet', metadata: { name, namespace } } as StubObject);

  it('sets an annotation on the StatefulSet and nothing else, and says so', async () => {
    add('web');
    const before = Date.now();
    assert.deepEqual(await retry('web'), {
      code: 0,
      stdout: 'statefulset.apps/web annotated in namespace prod: its controller tries again at once\n',
      stderr: '',
    });
    const [patch] = server.patches as [{ metadata: { annotations: Record<string, string> } }];
    const time = patch.metadata.annotations['per-pod-config/retried-at'] ?? '';
    assert.deepEqual(patch, { metadata: { annotations: { 'per-pod-config/retried-at': time } } });
    assert.ok(Date.parse(time) >= before && Date.parse(time) <= Date.now(), time);
    const [call] = server.calls;
    assert.equal(call?.headers['content-type'], 'application/merge-patch+json');
    assert.equal(
      call?.url,
      '/apis/apps/v1/namespaces/prod/statefulsets/web?fieldManager=per-pod-config-retry',
    );
  });

  it("knows OpenKruise's, by name or by what kubectl calls them", async () => {
    add('web', KRUISE);
    add('both', KRUISE);
    add('both');
    const names = ['web', 'both', 'asts/both', 'statefulset.apps.kruise.io/web', 'sts/both'];
    const { code, stdout } = await retry(...names);
    const kinds = stdout.split('\n').map(line => line.split(' ')[0]);
    assert.deepEqual(
      [code, kinds],
      [
        0,
        [
          'statefulset.apps.kruise.io/web',
          'statefulset.apps/both',
          'statefulset.apps.kruise.io/both',
          'statefulset.apps.kruise.io/web',
          'statefulset.apps/both',
          '',
        ],
      ],
    );
  });

  it('goes on with the others when one does not exist, and ends with 1', async () => {
    add('web', CORE, 'other');
    const { code, stdout, stderr } = await retry('gone', 'statefulset.apps/none', 'web', '-n', 'other');
    assert.equal(code, 1);
    assert.match(stdout, /^statefulset\.apps\/web annotated in namespace other: /);
    assert.equal(
      stderr,
      'error: StatefulSet other/gone: does not exist\nerror: StatefulSet other/none: does not exist\n',
    );
  });

  it('says which permission it takes', async () => {
    add('web');
    server.isForbidden = right => right === 'patch statefulsets prod';
    assert.deepEqual(await retry('web'), {
      code: 1,
      stdout: '',
      stderr:
        'error: StatefulSet prod/web: the API server answered 403: statefulsets is forbidden. ' +
        'It takes permission to patch statefulsets in namespace prod\n',
    });
    assert.deepEqual(server.patches, []);
  });

  it('is called in a wrong way without a name, or with one that none has', async () => {
    for (const [args, expected] of [
      [[], /missing required argument 'statefulsets'/],
      [['We/b'], /^error: expected names of a-z, 0-9, "-" and "\.", got "We\/b"\n$/],
      [['web', '-n', '../x'], /got "\.\.\/x"/],
      [['web', '--context', 'none'], /--context/],
    ] as const) {
      const { code, stderr } = await retry(...args);
      assert.equal(code, 2);
      assert.match(stderr, expected);
    }
    assert.deepEqual(server.calls, []);
  });

  it('says that the cluster does not answer', async () => {
    const { code, stderr } = await retry('web', '--context', 'away');
    assert.equal(code, 1);
    assert.match(stderr, /^error: StatefulSet default\/web: .*ECONNREFUSED/);
  });
});
