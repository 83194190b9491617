import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { UnknownContextError } from '../../src/cluster/unknown-context-error.ts';

describe('a kubeconfig', () => {
  let folder: string;
  let count = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** A file in the folder, whatever is in it: JSON is YAML. */
  const write = async (name: string, content: unknown) => {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const config = (user: object = {}, cluster: object = {}, context: object = {}) => ({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u', ...context } }],
    clusters: [{ name: 'k', cluster: { server: 'https://one.example', ...cluster } }],
    users: [{ name: 'u', user }],
  });
  const open = async (content: unknown, context?: string) =>
    findApiAccess(await write(`config-${++count}`, content), {}, context);
  const read = async (content: unknown) => (await open(content)).readCredentials();
  const readHeaders = async (user: object) => (await read(config(user))).headers;

  describe('impersonates', () => {
    it('a user, with a UID, groups and extra fields', async () => {
      const headers = await readHeaders({
        token: 't',
        as: 'jane',
        'as-uid': 'u-1',
        'as-groups': ['dev', 'ops'],
        'as-user-extra': { scopes: ['view', 'edit'] },
      });
      assert.deepEqual(headers, {
        Authorization: 'Bearer t',
        'Impersonate-User': 'jane',
        'Impersonate-Uid': 'u-1',
        'Impersonate-Group': ['dev', 'ops'],
        'Impersonate-Extra-scopes': ['view', 'edit'],
      });
    });

    it('with keys and values that no header could have as they are', async () => {
      const extra = { 'acme.com/a%b': ['ü'], 'é x': ['1'], Case: ['2'], none: [] };
      const headers = await readHeaders({ as: 'jöhn', 'as-user-extra': extra });
      assert.deepEqual(headers, {
        'Impersonate-User': Buffer.from('jöhn').toString('latin1'),
        'Impersonate-Extra-acme.com%2Fa%25b': [Buffer.from('ü').toString('latin1')],
        'Impersonate-Extra-%C3%A9%20x': ['1'],
        'Impersonate-Extra-Case': ['2'],
      });
    });

    for (const [key, value] of [
      ['as-uid', 'u-1'],
      ['as-groups', ['dev']],
      ['as-user-extra', { a: ['b'] }],
    ] as const) {
      it(`nobody by ${key} alone`, async () => {
        const message = `user "u": expected "as" beside ${key}: there is no impersonation without a user`;
        await assert.rejects(open(config({ [key]: value })), { message });
      });
    }

    it('no groups that are no texts', async () => {
      await assert.rejects(
        readHeaders({ as: 'a', 'as-groups': [1] }),
        /as-groups to be made of lists of texts/,
      );
      await assert.rejects(readHeaders({ as: 'a', 'as-groups': 'dev' }), /as-groups/);
      await assert.rejects(readHeaders({ as: 'a', 'as-user-extra': { b: 'c' } }), /as-user-extra/);
    });
  });

  describe('with a tokenFile', () => {
    it('has what is in it, beside the kubeconfig, at each time', async () => {
      await write('tokens/one', 'first\n');
      const access = await findApiAccess(await write('tokens/config', config({ tokenFile: 'one' })), {});
      assert.equal((await access.readCredentials()).headers['Authorization'], 'Bearer first');
      await write('tokens/one', 'second');
      assert.equal((await access.readCredentials()).headers['Authorization'], 'Bearer second');
    });

    it('uses it rather than a token, which is used while the file cannot be read', async () => {
      const tokenFile = join(folder, 'late');
      const access = await open(config({ token: 'old', tokenFile }));
      assert.equal((await access.readCredentials()).headers['Authorization'], 'Bearer old');
      await write('late', 'new');
      assert.equal((await access.readCredentials()).headers['Authorization'], 'Bearer new');
    });

    it('fails when there is none, or nothing in it', async () => {
      await assert.rejects(
        readHeaders({ tokenFile: 'nowhere' }),
        /the kubeconfig names ".*nowhere", which does not exist: log in again/,
      );
      await write('nothing', '\n');
      await assert.rejects(
        readHeaders({ tokenFile: 'nothing' }),
        /expected a token in .*nothing, got an empty file/,
      );
    });
  });

  it('says which file that it names is not there, or is a folder', async () => {
    for (const [user, cluster] of [
      [{ 'client-certificate': 'nowhere', 'client-key': 'nowhere' }, {}],
      [{}, { 'certificate-authority': 'nowhere' }],
    ]) {
      const access = await open(config({ ...user }, { ...cluster }));
      await assert.rejects(
        access.readCredentials(),
        /the kubeconfig names ".*nowhere", which does not exist/,
      );
    }
    const access = await open(config({ tokenFile: '.' }));
    await assert.rejects(
      access.readCredentials(),
      /the kubeconfig names ".*", which is a folder and no file/,
    );
  });

  describe('of several files', () => {
    const openAll = (...files: string[]) =>
      findApiAccess(undefined, { KUBECONFIG: files.join(delimiter), HOME: folder });

    it('has the first entry of each name, whole, and the first current context', async () => {
      const first = await write('several/1', {
        contexts: [{ name: 'c', context: { cluster: 'k', user: 'u', namespace: 'first' } }],
        users: [{ name: 'u', user: { as: 'first' } }],
      });
      const second = await write('several/2', {
        ...config({ token: 'second', as: 'second' }, {}, { namespace: 'second' }),
      });
      const third = await write('several/3', {
        ...config({}, { server: 'https://three.example' }),
        'current-context': 'd',
      });
      const access = await openAll(first, second, third);
      assert.equal(access.namespace, 'first');
      const { origin, headers } = await access.readCredentials();
      assert.deepEqual([origin, headers], ['https://one.example', { 'Impersonate-User': 'first' }]);
    });

    it('skips names that are empty, missing, or of an empty file', async () => {
      const empty = await write('several/empty', '');
      const comment = await write('several/comment', '# nothing\n');
      const some = await write('several/some', config({ token: 't' }));
      const access = await openAll('', join(folder, 'gone'), empty, comment, `${some}/below`, some, some);
      assert.deepEqual((await access.readCredentials()).headers, { Authorization: 'Bearer t' });
    });

    it('is none when all of them are missing, whatever is in the home', async () => {
      await write('.kube/config', config());
      await assert.rejects(openAll(join(folder, 'gone')), /^Error: no Kubernetes configuration/);
      const access = await findApiAccess(undefined, { HOME: folder });
      assert.equal((await access.readCredentials()).origin, 'https://one.example');
    });

    it('goes before the ServiceAccount of a pod', async () => {
      const some = await write('several/in-pod', config());
      const env = { KUBECONFIG: some, KUBERNETES_SERVICE_HOST: '10.0.0.1' };
      const access = await findApiAccess(undefined, env);
      assert.equal((await access.readCredentials()).origin, 'https://one.example');
    });

    it('names the file that is broken, or that cannot be read', async () => {
      const broken = await write('several/broken', 'clusters: [');
      await assert.rejects(openAll(broken), /broken: expected YAML/);
      await assert.rejects(openAll(folder), {
        message: `expected a kubeconfig file, got ${folder}, which is a directory`,
      });
    });
  });

  it('has paths that begin in the folder of the file that they are in', async () => {
    await write('a/ca.crt', 'CA');
    await write('b/tls.crt', 'CERT');
    await write('b/keys/tls.key', 'KEY');
    const cluster = await write('a/config', {
      clusters: [
        { name: 'k', cluster: { server: 'https://one.example', 'certificate-authority': 'ca.crt' } },
      ],
    });
    const user = { 'client-certificate': './tls.crt', 'client-key': 'keys/tls.key' };
    const rest = await write('b/config', { ...config(user), clusters: [] });
    const access = await findApiAccess(undefined, { KUBECONFIG: `${cluster}${delimiter}${rest}` });
    const { ca, cert, key } = (await access.readCredentials()).tls;
    assert.deepEqual([ca, cert, key].map(String), ['CA', 'CERT', 'KEY']);
  });

  describe('with a credential plugin', () => {
    const plugin = (command: string, more = {}) => ({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command,
        interactiveMode: 'Never',
        args: null,
        ...more,
      },
    });
    const script =
      '#!/bin/sh\nprintf \'{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}\' ' +
      '"$(printf %s "$A $KUBERNETES_EXEC_INFO" | base64 -w 0)"\n';
    const writePlugin = async (name: string) => {
      await write(name, script);
      await chmod(join(folder, name), 0o755);
    };
    const decode = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
      Buffer.from(String(headers['Authorization']).replace('Bearer ', ''), 'base64').toString();

    it('finds a command with a slash beside the file, and tells it what kubectl does', async () => {
      await writePlugin('plugins/bin/login');
      const user = plugin('bin/login', { env: [{ name: 'A', value: 'a' }] });
      const access = await findApiAccess(await write('plugins/config', config(user)), {});
      const info = {
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        spec: { interactive: false },
      };
      assert.equal(decode(await access.readCredentials()), `a ${JSON.stringify(info)}`);
    });

    it('tells it the cluster where it asks for that', async () => {
      await writePlugin('plugins/login');
      const cluster = {
        'tls-server-name': 'inside',
        extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }],
      };
      const content = config(plugin('./login', { provideClusterInfo: true }), cluster);
      const access = await findApiAccess(await write('plugins/config-2', content), {});
      const { spec } = JSON.parse(decode(await access.readCredentials()).trim());
      assert.deepEqual(spec.cluster, {
        server: 'https://one.example',
        'tls-server-name': 'inside',
        config: { audience: 'x' },
      });
    });

    it('is named when it cannot be run, or fails', async () => {
      await assert.rejects(
        readHeaders(plugin('/nowhere/login')),
        /^Error: the credential plugin \/nowhere\/login failed: spawn .*ENOENT/,
      );
      await write('plugins/broken', '#!/bin/sh\necho log in first >&2\nexit 1\n');
      await chmod(join(folder, 'plugins/broken'), 0o755);
      await assert.rejects(
        readHeaders(plugin('plugins/broken')),
        /^Error: the credential plugin .*plugins\/broken failed: log in first/,
      );
    });

    it('does not run it beside a token', async () => {
      const headers = await readHeaders({ ...plugin('/nowhere'), token: 't' });
      assert.deepEqual(headers, { Authorization: 'Bearer t' });
    });
  });

  describe('has a context', () => {
    it('that is named in place of its own', async () => {
      const content = { ...config({}, {}, { namespace: 'n' }), 'current-context': 'gone' };
      assert.equal((await open(content, 'c')).namespace, 'n');
      await assert.rejects(open(content), /expected current-context to be one of c; got "gone" \(--context/);
      await assert.rejects(open(config(), 'd'), error => error instanceof UnknownContextError);
    });

    it('whose cluster it must have, but not its user', async () => {
      await assert.rejects(
        open({ ...config(), clusters: [] }),
        /expected the context "c" to name a cluster of the kubeconfig, got "k"/,
      );
      assert.deepEqual((await read({ ...config(), users: null })).headers, {});
    });

    it('and others that are wrong, which nobody uses', async () => {
      const content = config();
      content.contexts.push({ name: 'other', context: {} } as never);
      content.clusters.push({ name: 'other', cluster: {} } as never);
      assert.equal((await read(content)).origin, 'https://one.example');
    });
  });

  it('says how to reach the API server', async () => {
    const cluster = {
      server: 'https://one.example:6443/shared/',
      'proxy-url': 'http://proxy:3128',
      'tls-server-name': 'inside',
      'insecure-skip-tls-verify': true,
    };
    const { origin, prefix, proxy, tls } = await read(config({}, cluster));
    assert.deepEqual([origin, prefix, proxy], ['https://one.example:6443', '/shared', 'http://proxy:3128']);
    assert.deepEqual(tls, { servername: 'inside', rejectUnauthorized: false });
  });

  it('sends no secret over a connection that is not encrypted', async () => {
    const user = { token: 't', as: 'jane' };
    const { origin, headers, tls } = await read(config(user, { server: 'http://localhost:8001' }));
    assert.deepEqual([origin, headers, tls], ['http://localhost:8001', { 'Impersonate-User': 'jane' }, {}]);
  });

  it('knows a password', async () => {
    const headers = await readHeaders({ username: 'a', password: 'b' });
    assert.deepEqual(headers, { Authorization: `Basic ${Buffer.from('a:b').toString('base64')}` });
  });

  for (const [title, user, cluster, expected] of [
    ['two certificates', { 'client-certificate': 'a', 'client-certificate-data': 'b' }, {}, /got both/],
    ['two keys', { 'client-key': 'a', 'client-key-data': 'b' }, {}, /got both/],
    ['a certificate alone', { 'client-certificate-data': 'YQ==' }, {}, /expected client-key .*, got neither/],
    ['two authorities', {}, { 'certificate-authority': 'a', 'certificate-authority-data': 'b' }, /got both/],
    [
      'a token and a password',
      { token: 'a', username: 'b', password: 'c' },
      {},
      /token or username, got both/,
    ],
    [
      'a number for a token',
      { token: 12345 },
      {},
      /expected token to be a text, got a number: put it in quotes/,
    ],
    ['no server', {}, { server: '' }, /expected server to be an address that begins with https:/],
  ] as const) {
    it(`is refused with ${title}`, async () => {
      await assert.rejects(open(config(user, cluster)), (error: Error) => {
        assert.match(error.message, expected);
        return !error.message.includes('12345');
      });
    });
  }

  it('is refused with an entry that is null', async () => {
    const content = config();
    content.users.push(null as never);
    await assert.rejects(open(content), /users\[1\]: expected a mapping, got null/);
  });

  it('is refused with two entries of one name', async () => {
    const content = config();
    content.users.push(content.users[0] as never);
    await assert.rejects(open(content), /users\[1\]: expected another name, got "u" twice/);
  });
});
