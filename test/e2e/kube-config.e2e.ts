import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { kubectl } from './kubectl.ts';

interface Named {
  readonly name: string;
  readonly user?: Record<string, unknown>;
  readonly cluster?: Record<string, unknown>;
}
interface Config {
  readonly clusters: Named[];
  readonly users: Named[];
}

let folder: string;
let config: Config;
/** The administrator's certificate and key, who may act as anybody. */
let admin: Record<string, unknown>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kube-config-'));
  await mkdir(join(folder, 'bin'));
  config = JSON.parse(await kubectl(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json']));
  admin = config.users[0]?.user ?? {};
});
after(() => rm(folder, { recursive: true }));

const write = async (file: string, content: string | object) => {
  await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, file);
};
const withUser = (user: object) => ({ ...config, users: [{ name: config.users[0]?.name, user }] });

/** Who the API server says that it is, by kubectl and by us. */
async function compare(KUBECONFIG: string): Promise<unknown> {
  const env = { PATH: process.env['PATH'], KUBECONFIG, HOME: folder };
  const { stdout } = await promisify(execFile)('kubectl', ['auth', 'whoami', '-o', 'json'], { env });
  const { origin, headers, tls } = await (await findApiAccess(undefined, env)).readCredentials();
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const response = await request(origin + path, {
    method: 'POST',
    dispatcher: new Agent({ connect: { ...tls }, allowH2: false }),
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"}',
  });
  const { status } = (await response.body.json()) as { status: { userInfo: Record<string, unknown> } };
  assert.deepEqual(status.userInfo, JSON.parse(stdout).status.userInfo);
  return status.userInfo;
}

test('the user that kubectl acts as is the one that we act as', async () => {
  const user = {
    ...admin,
    as: 'jöhn',
    'as-uid': 'u-1',
    'as-groups': ['dev', 'system:authenticated', 'system:masters'],
    'as-user-extra': { 'acme.com/a%b': ['1', 'ü'], 'scopes é': ['view'] },
  };
  assert.deepEqual(await compare(await write('as', withUser(user))), {
    username: 'jöhn',
    uid: 'u-1',
    groups: ['dev', 'system:authenticated', 'system:masters'],
    extra: { 'acme.com/a%b': ['1', 'ü'], 'scopes é': ['view'] },
  });
});

test('a token file beside the kubeconfig is read, and a plugin beside it is run', async () => {
  const token = await kubectl(['create', 'token', 'default', '-n', 'default']);
  await write('token', token);
  const expected = 'system:serviceaccount:default:default';
  const name = async (file: string) => ((await compare(file)) as { username: string }).username;
  assert.equal(
    await name(await write('with-file', withUser({ tokenFile: 'token', token: 'wrong' }))),
    expected,
  );
  await write('bin/login', `#!/bin/sh\necho '${JSON.stringify(makeCredential(token.trim()))}'\n`);
  await chmod(join(folder, 'bin/login'), 0o755);
  const exec = { apiVersion: VERSION, command: 'bin/login', interactiveMode: 'Never' };
  assert.equal(await name(await write('with-plugin', withUser({ exec }))), expected);
});

const VERSION = 'client.authentication.k8s.io/v1';

function makeCredential(token: string): object {
  return { apiVersion: VERSION, kind: 'ExecCredential', status: { token } };
}

test('several files are merged as kubectl merges them', async () => {
  const ca = String(config.clusters[0]?.cluster?.['certificate-authority-data']);
  await write('ca.crt', Buffer.from(ca, 'base64').toString());
  const { 'certificate-authority-data': _, ...cluster } = config.clusters[0]?.cluster ?? {};
  const first = await write('first', {
    clusters: [
      { name: config.clusters[0]?.name, cluster: { ...cluster, 'certificate-authority': 'ca.crt' } },
    ],
    users: withUser({ ...admin, as: 'first' }).users,
  });
  const second = await write('second', { ...withUser({ token: 'wrong' }), clusters: [] });
  const files = [join(folder, 'missing'), await write('empty', ''), first, second].join(delimiter);
  const user = (await compare(files)) as { username: string };
  assert.equal(user.username, 'first');
});
