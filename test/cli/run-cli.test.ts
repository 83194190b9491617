import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { runCli } from '../../src/cli/run-cli.ts';

describe('the program', () => {
  let folder: string;
  let certificate: string[];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
    const made = await run('certs', join(folder, 'tls'), '--dns', 'localhost', '127.0.0.1');
    assert.equal(made.code, 0, made.stderr);
    const file = (name: string) => join(folder, 'tls', name);
    certificate = ['--tls-cert-file', file('tls.crt'), '--tls-private-key-file', file('tls.key')];
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (...args: string[]) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const stdin = Readable.from([]);
    const context = {
      env: { HOME: folder },
      stdin,
      stdout,
      stderr,
      atExit: () => {},
      outliveOutput: () => {},
      stop: AbortSignal.abort(),
    };
    const code = await runCli(args, context);
    stdout.end();
    stderr.end();
    return { code, stdout: await text(stdout), stderr: await text(stderr) };
  };

  it('says its version', async () => {
    assert.deepEqual(await run('--version'), { code: 0, stdout: '0.1.0\n', stderr: '' });
  });

  it('explains itself and each command, with examples', async () => {
    assert.match((await run('--help')).stdout, /serve .*\n.*certs /s);
    for (const command of ['preview', 'lint', 'serve', 'certs']) {
      const { code, stdout } = await run(command, '--help');
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`Examples:(.|\\n)*\\$ per-pod-config ${command} `));
    }
  });

  it('certs writes the three files and says where and until when', async () => {
    const target = join(folder, 'made');
    const { code, stdout } = await run('certs', target, '--dns', 'a.example', '--days', '7');
    assert.equal(code, 0);
    assert.match(stdout, /^wrote .*ca\.crt, .*tls\.crt, .*tls\.key\nvalid until \d{4}-/);
    assert.deepEqual((await readdir(target)).sort(), ['ca.crt', 'tls.crt', 'tls.key']);
  });

  it('certs fails when a file is there already', async () => {
    const { code, stderr } = await run('certs', join(folder, 'tls'), '--dns', 'localhost');
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error: expected no certificates in .*found ca\.crt, tls\.crt, tls\.key: nothing was changed/,
    );
  });

  it('serve ends with 0 when it is asked to end', async () => {
    const { code, stdout, stderr } = await run(
      ...serve('--drain-seconds', '0', '--objects', 'test/fixtures/objects'),
    );
    assert.equal(stderr, '');
    assert.equal(code, 0);
    const messages = stdout
      .trimEnd()
      .split('\n')
      .map(line => (JSON.parse(line) as { msg: string }).msg);
    assert.deepEqual(messages, ['listening', 'draining', 'stopped']);
  });

  it("serve logs the cluster's domain, and where it is from", async () => {
    const args = ['--drain-seconds', '0', '--objects', 'test/fixtures/objects'];
    const { stdout } = await run(...serve(...args, '--cluster-domain', 'K8s.Example.'));
    const { clusterDomain, clusterDomainFrom } = JSON.parse(stdout.split('\n')[0] ?? '');
    assert.deepEqual([clusterDomain, clusterDomainFrom], ['k8s.example', '--cluster-domain']);
  });

  const serve = (...args: string[]) => [
    'serve',
    ...certificate,
    '--port',
    '0',
    '--health-port',
    '0',
    ...args,
  ];

  describe('when called in a wrong way, says so in one line that names the flag, and ends with 2', () => {
    const rows: [title: string, args: () => string[], message: RegExp][] = [
      ['no command', () => [], /Usage: per-pod-config/],
      ['an unknown command', () => ['server'], /unknown command 'server'/],
      ['an unknown flag', () => serve('--prot', '1'), /unknown option '--prot' \(Did you mean --port\?\)/],
      [
        'a port that is a word',
        () => serve('--port', 'https'),
        /'--port <port>' argument 'https' is invalid\. expected a port, 0/,
      ],
      ['a port that is too high', () => serve('--port', '65536'), /'--port <port>' argument '65536'/],
      [
        "a cluster's domain that is none",
        () => serve('--cluster-domain', 'http://a'),
        /'--cluster-domain <domain>' argument 'http:\/\/a' is invalid. expected a domain such as cluster.local/,
      ],
      ['a negative port', () => serve('--health-port', '-1'), /'--health-port <port>' argument '-1'/],
      [
        'seconds with a unit',
        () => serve('--drain-seconds', '5s'),
        /'--drain-seconds <seconds>' argument '5s' is invalid\. expected whole seconds/,
      ],
      [
        'an unknown level',
        () => serve('--log-level', 'loud'),
        /'--log-level <level>' argument 'loud' is invalid\. Allowed choices are debug, info, warn, error/,
      ],
      [
        'a certificate without its key',
        () => ['serve', '--objects', 'test/fixtures/objects', '--tls-cert-file', 'x'],
        /^error: --tls-cert-file goes with --tls-private-key-file: give both, or neither/,
      ],
      [
        'a key without its certificate',
        () => ['serve', '--objects', 'test/fixtures/objects', '--tls-private-key-file', 'x'],
        /^error: --tls-private-key-file goes with --tls-cert-file: give both, or neither/,
      ],
      [
        'no cluster to keep certificates in',
        () => ['serve', '--objects', 'test/fixtures/objects'],
        /^error: --objects goes with --tls-cert-file: certificates are kept in a cluster/,
      ],
      [
        'an authority for a second',
        () => ['serve', '--ca-days', '0.00001'],
        /'--ca-days <days>' argument '0.00001' is invalid\. expected days, 0\.00035 .* to 36500/,
      ],
      [
        'a certificate for negative days',
        () => ['serve', '--cert-days', '-1'],
        /'--cert-days <days>' argument '-1' is invalid/,
      ],
      [
        'a Secret of no possible name',
        () => ['serve', '--certificate-secret', '../x'],
        /'--certificate-secret <name>' argument '\.\.\/x' is invalid\. expected the name of an object/,
      ],
      [
        'a lifetime for certificates of somebody else',
        () => serve('--ca-days', '1'),
        /'--ca-days <days>' cannot be used with option '--tls-cert-file <file>'/,
      ],
      [
        'a certificate that is not there',
        () => serve('--objects', 'test/fixtures/objects', '--tls-cert-file', '/nowhere.crt'),
        /^error: --tls-cert-file: cannot read \/nowhere\.crt: ENOENT/,
      ],
      [
        'a key that is not there',
        () => serve('--objects', 'test/fixtures/objects', '--tls-private-key-file', '/nowhere.key'),
        /^error: --tls-private-key-file: cannot read \/nowhere\.key/,
      ],
      [
        'no kubeconfig',
        () => serve('--kubeconfig', '/nowhere.yaml'),
        /^error: --kubeconfig: expected a kubeconfig file, got \/nowhere\.yaml, which does not exist/,
      ],
      [
        'no cluster anywhere',
        () => serve(),
        /^error: no cluster to read from \(--kubeconfig FILE names one.*\): no Kubernetes configuration/,
      ],
      [
        'no objects',
        () => serve('--objects', '/nowhere'),
        /^error: --objects: expected a file or a folder, got "\/nowhere", which does not exist/,
      ],
      [
        'objects and a kubeconfig',
        () => serve('--objects', '.', '--kubeconfig', 'x'),
        /'--objects <path>' cannot be used with option '--kubeconfig <file>'/,
      ],
      ['certs without a folder', () => ['certs', '--dns', 'a'], /missing required argument 'dir'/],
      ['certs without a name', () => ['certs', folder], /'--dns <names\.\.\.>' not specified/],
      [
        'certs for no days',
        () => ['certs', folder, '--dns', 'a', '--days', '0'],
        /'--days <days>' argument '0' is invalid/,
      ],
    ];
    for (const [title, args, message] of rows) {
      it(title, async () => {
        const { code, stdout, stderr } = await run(...args());
        assert.match(stderr, message);
        assert.equal(code, 2);
        assert.equal(stdout, '', 'nothing listens');
      });
    }
  });

  it('says which flag names the port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '::', resolve));
    const address = taken.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const { code, stderr } = await run(...serve('--objects', 'test/fixtures/objects', '--health-port', port));
    taken.close();
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^error: --health-port: cannot listen on port ${port}: .*EADDRINUSE`));
  });
});
