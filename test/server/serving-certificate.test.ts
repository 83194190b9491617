import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import {
  followServingCertificate,
  readServingCertificate,
  type ServingCertificate,
} from '../../src/server/serving-certificate.ts';
import { makeTestCertificate, type TestCertificate } from '../tls-certificate.ts';

describe('the serving certificate', () => {
  let folder: string;
  let one: TestCertificate;
  let two: TestCertificate;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'serving-'));
    [one, two] = await Promise.all([makeTestCertificate(), makeTestCertificate()]);
  });
  after(() => rm(folder, { recursive: true }));

  /** A folder as the kubelet makes it: `..data` is a link that it swaps for another one. */
  const mountSecret = async (name: string, certificate: TestCertificate) => {
    const mounted = join(folder, name);
    await mkdir(mounted, { recursive: true });
    await swap(mounted, certificate);
    for (const file of ['tls.crt', 'tls.key']) await symlink(join('..data', file), join(mounted, file));
    return { mounted, files: { certFile: join(mounted, 'tls.crt'), keyFile: join(mounted, 'tls.key') } };
  };
  const swap = async (mounted: string, { cert, key }: Pick<TestCertificate, 'cert' | 'key'>) => {
    const data = await mkdtemp(join(mounted, '..'));
    await writeFile(join(data, 'tls.crt'), cert);
    await writeFile(join(data, 'tls.key'), key);
    await symlink(data, join(mounted, '..new'));
    await rename(join(mounted, '..new'), join(mounted, '..data'));
  };

  it('is read from its two files', async () => {
    const { files } = await mountSecret('plain', one);
    assert.deepEqual(await readServingCertificate(files), { cert: one.cert, key: one.key });
  });

  it('is an error that names flag and file when a file is missing or holds something else', async () => {
    const { files } = await mountSecret('errors', one);
    const missing = join(folder, 'nowhere.pem');
    await assert.rejects(readServingCertificate({ ...files, certFile: missing }), {
      message: new RegExp(`^--tls-cert-file: cannot read ${missing}: ENOENT`),
    });
    await assert.rejects(readServingCertificate({ ...files, keyFile: folder }), {
      message: new RegExp(`^--tls-private-key-file: cannot read ${folder}: EISDIR`),
    });
    await assert.rejects(
      readServingCertificate({ ...files, certFile: files.keyFile }),
      /--tls-cert-file .* expected a PEM/,
    );
    const stranger = await mountSecret('stranger', two);
    await assert.rejects(
      readServingCertificate({ ...files, keyFile: stranger.files.keyFile }),
      /key that belongs to it, got: .*mismatch/,
    );
  });

  it('is read again when the kubelet swaps the link, and stays while the files are no pair', async t => {
    const { mounted, files } = await mountSecret('followed', one);
    const changes: ServingCertificate[] = [];
    const errors: Error[] = [];
    const stop = followServingCertificate(files, await readServingCertificate(files), 10, {
      onChange: certificate => changes.push(certificate),
      onError: error => errors.push(error),
    });
    t.after(stop);
    await swap(mounted, { cert: two.cert, key: one.key });
    await until(() => errors.length === 1);
    await new Promise(resolve => setTimeout(resolve, 100));
    assert.equal(errors.length, 1, 'a complaint is told once');
    assert.equal(changes.length, 0);
    await swap(mounted, two);
    await until(() => changes.length === 1);
    assert.deepEqual(changes, [{ cert: two.cert, key: two.key }]);
  });

  it('is told of when one of its files changes, be it a comment, and not when none does', async t => {
    const { mounted, files, changes, look } = await follow(t, 'changed');
    await look();
    const commented = { ...one, cert: `a comment\n${one.cert}` };
    await swap(mounted, commented);
    await look();
    await until(() => changes.length > 0);
    await look();
    const other = { ...commented, key: `a comment\n${one.key}` };
    await swap(mounted, other);
    await look();
    await until(() => changes.length > 1);
    assert.deepEqual(
      changes,
      [commented, other].map(({ cert, key }) => ({ cert, key })),
    );
    assert.deepEqual(await readServingCertificate(files), changes[1]);
  });

  it('is complained of once for each reason, and again when the reason comes back', async t => {
    const { mounted, changes, errors, look } = await follow(t, 'complained');
    const wrong = { cert: one.cert, key: two.key };
    for (const [certificate, complaints] of [
      [wrong, 1],
      [wrong, 1],
      [{ ...one, key: 'no key' }, 2],
      [one, 2],
      [wrong, 3],
    ] as const) {
      await swap(mounted, certificate);
      await look();
      await until(() => errors.length >= complaints);
      assert.equal(errors.length, complaints);
    }
    assert.deepEqual(changes, []);
  });

  it('is not read any more once it is no longer followed', async t => {
    const { mounted, changes, look, stop } = await follow(t, 'stopped');
    stop();
    await swap(mounted, two);
    await look();
    assert.deepEqual(changes, []);
  });

  /** The first certificate, mounted and followed; `look` lets the time pass until it is read again. */
  const follow = async (t: TestContext, name: string) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    const { mounted, files } = await mountSecret(name, one);
    const changes: ServingCertificate[] = [];
    const errors: Error[] = [];
    const stop = followServingCertificate(files, await readServingCertificate(files), 1_000, {
      onChange: certificate => changes.push(certificate),
      onError: error => errors.push(error),
    });
    t.after(stop);
    const look = async () => {
      t.mock.timers.tick(1_000);
      // It tells nobody that it has looked: reading the same files several times takes longer.
      for (let i = 0; i < 5; i += 1) for (const file of Object.values(files)) await readFile(file);
    };
    return { mounted, files, changes, errors, look, stop };
  };
});

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i += 1) await new Promise(resolve => setTimeout(resolve, 20));
  assert.ok(condition(), 'did not come about within 10 s');
}
