// What becomes of certificates while somebody else writes the Secret, or caBundle.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Pair } from '../../src/certificates/holdings.ts';
import { type ApiStub, HOST, MUTATING, SECRET, VALIDATING } from './api-stub.ts';
import { makeServing, makeSigner } from './make-holdings.ts';
import { Simulation } from './simulation.ts';

const SECOND = 1_000;
const INJECTED = { annotations: { 'cert-manager.io/inject-ca-from': 'ns/web' } };

/** Everything is there, and both replicas are ready. */
async function established(replicas = 2): Promise<Simulation> {
  const simulation = new Simulation(replicas);
  await simulation.reconcile();
  await simulation.pass(40 * SECOND);
  simulation.assertReady();
  simulation.takeEvents();
  return simulation;
}

const makeIssuer = (simulation: Simulation) => makeSigner(simulation.now(), 3_650, 'stand-in');

/** Issues into the Secret as cert-manager does: other keys of it stay. */
async function issue(simulation: Simulation, issuer: Pair, host = HOST): Promise<string> {
  const { chain, privateKey } = await makeServing(issuer, [host], simulation.now(), 90);
  const issued = { 'tls.crt': chain, 'tls.key': privateKey, 'ca.crt': issuer.certificate.toString() };
  const { metadata } = simulation.api.objects.get(SECRET) ?? {};
  const annotations = { 'cert-manager.io/certificate-name': 'web' };
  await simulation.tamper(api => {
    const data = { ...api.secret(), ...issued };
    api.put(SECRET, { metadata: { ...metadata, annotations }, data: encode(data) });
  });
  return chain;
}

function encode(texts: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(texts);
  return Object.fromEntries(entries.map(([key, text]) => [key, Buffer.from(text).toString('base64')]));
}

/** Writes every caBundle, and lets cert-manager be asked for it. */
function writeBundles(api: ApiStub, metadata: object, pem: string): void {
  const caBundle = Buffer.from(pem).toString('base64');
  for (const path of [MUTATING, VALIDATING]) {
    const { webhooks = [] } = api.objects.get(path) ?? {};
    const changed = webhooks.map(one => ({ ...one, clientConfig: { ...one.clientConfig, caBundle } }));
    api.put(path, { metadata, webhooks: changed });
  }
}

/** Lets time pass in which nothing may be written. */
async function passQuietly(simulation: Simulation): Promise<void> {
  const { api } = simulation;
  const versions = () =>
    [SECRET, MUTATING, VALIDATING].map(path => api.objects.get(path)?.metadata.resourceVersion);
  const before = versions();
  await simulation.pass(60 * SECOND);
  assert.deepEqual(versions(), before);
}

const served = (simulation: Simulation) => [...new Set(simulation.replicas.map(one => one.served))];

describe('a Secret that another owner writes', () => {
  it('is never written, is told of once by each replica, and is served with', async () => {
    const simulation = await established();
    const issuer = await makeIssuer(simulation);
    const chain = await issue(simulation, issuer);
    simulation.assertReady();
    assert.notDeepEqual(
      served(simulation),
      [chain],
      'API servers have not had time to hear of the authority',
    );
    await simulation.pass(10 * SECOND);
    await passQuietly(simulation);
    simulation.assertReady();
    assert.deepEqual(served(simulation), [chain]);
    const events = simulation.takeEvents();
    const told = events.filter(event => event.startsWith('secret-'));
    assert.deepEqual(told, Array(2).fill('secret-foreign: ns/tls Certificate web of cert-manager'));
    assert.equal(events.filter(event => event.startsWith('certificate-issued')).length, 0);
  });

  it('adds its authority to caBundle, and takes nothing out of that which may be needed', async () => {
    const simulation = await established();
    const [before = ''] = simulation.api.bundles();
    for (let round = 0; round < 2; round += 1) {
      const issuer = await makeIssuer(simulation);
      const present = simulation.api.bundles();
      await issue(simulation, issuer);
      await simulation.pass(10 * SECOND);
      for (const [index, bundle] of simulation.api.bundles().entries()) {
        assert.equal(bundle, issuer.certificate.toString() + present[index]);
      }
      simulation.assertReady();
    }
    assert.ok(simulation.api.bundles().every(bundle => bundle.endsWith(before)));
  });

  it('does not fill caBundle up with authorities that have ended', async () => {
    const simulation = await established();
    const issuers: Pair[] = [];
    for (let round = 0; round < 3; round += 1) {
      simulation.sleep(3);
      const issuer = await makeSigner(simulation.now(), 2, 'short');
      issuers.push(issuer);
      await issue(simulation, issuer);
      await simulation.pass(10 * SECOND);
      simulation.assertReady();
    }
    for (const bundle of simulation.api.bundles()) {
      const kept = issuers.map(({ certificate }) => bundle.includes(certificate.toString()));
      assert.deepEqual(kept, [false, false, true]);
    }
    await passQuietly(simulation);
  });

  for (const what of ['garbage', 'a certificate for another host', 'nothing'] as const) {
    it(`is left alone when it holds ${what}, and what was served is served on`, async () => {
      const simulation = await established();
      const before = served(simulation);
      const bundles = simulation.api.bundles();
      await issue(simulation, await makeIssuer(simulation), 'elsewhere.svc');
      if (what !== 'a certificate for another host') {
        const text = what === 'garbage' ? '\u0000' : '';
        await simulation.tamper(api =>
          api.putSecret({ 'tls.crt': text, 'tls.key': text, 'ca.crt': text, 'ca.key': text }),
        );
      }
      await passQuietly(simulation);
      simulation.assertReady();
      assert.deepEqual([served(simulation), simulation.api.bundles()], [before, bundles]);
    });
  }

  it('leaves a replica that starts then with the reason why it is not ready', async () => {
    const simulation = await established(0);
    await issue(simulation, await makeIssuer(simulation), 'elsewhere.svc');
    simulation.start();
    await simulation.reconcile();
    assert.equal(
      simulation.replicas[0]?.manager.findUnreadiness(),
      'there is no serving certificate yet; the Secret belongs to Certificate web of cert-manager, and what it holds cannot be served with',
    );
  });

  it('is served with at once by a replica that has nothing else', async () => {
    const simulation = new Simulation(0);
    const chain = await issue(simulation, await makeIssuer(simulation));
    simulation.start();
    await simulation.reconcile();
    simulation.assertReady();
    assert.deepEqual(served(simulation), [chain]);
  });

  it('leaves a caBundle alone that trusts what it says, however somebody else has written that', async () => {
    const simulation = await established();
    const issuer = await makeIssuer(simulation);
    await issue(simulation, issuer);
    const former = await makeSigner(new Date(0), 1, 'former');
    const text = `# From a chart.\n${former.certificate}${issuer.certificate.toString().replaceAll('\n', '\r\n')}`;
    await simulation.tamper(api => writeBundles(api, {}, text));
    await passQuietly(simulation);
    assert.deepEqual([...new Set(simulation.api.bundles())], [text]);
    simulation.assertReady();
  });

  it('leaves caBundle alone where cainjector is asked to fill it in, even with what is not enough', async () => {
    const simulation = await established();
    const [before] = served(simulation);
    const issuer = await makeIssuer(simulation);
    await issue(simulation, issuer);
    const strange = await makeIssuer(simulation);
    await simulation.tamper(api => writeBundles(api, INJECTED, strange.certificate.toString()));
    await passQuietly(simulation);
    assert.deepEqual(served(simulation), [before]);
    await simulation.tamper(api => writeBundles(api, INJECTED, issuer.certificate.toString()));
    await passQuietly(simulation);
    simulation.assertReady();
    assert.notDeepEqual(served(simulation), [before]);
  });

  it('is managed again when it is gone: what others trust stays, and nothing is lost meanwhile', async () => {
    const simulation = await established();
    const issuer = await makeIssuer(simulation);
    await issue(simulation, issuer);
    await simulation.pass(10 * SECOND);
    simulation.expectNoGap();
    simulation.takeEvents();
    simulation.api.objects.delete(SECRET);
    await simulation.pass(60 * SECOND);
    simulation.assertReady();
    const events = simulation.takeEvents();
    assert.deepEqual(
      events.filter(event => event.startsWith('secret-')),
      Array(2).fill('secret-own: ns/tls'),
    );
    const { 'ca.crt': own = '', 'tls.crt': held } = simulation.api.secret();
    assert.deepEqual(served(simulation), [held]);
    for (const bundle of simulation.api.bundles()) assert.equal(bundle, own + issuer.certificate);
    await passQuietly(simulation);
  });
});

describe('a caBundle to which cainjector appends', () => {
  it('keeps what it has appended, in whatever order, through a rotation, and nobody fights', async () => {
    const simulation = await established();
    const { certificate } = await makeIssuer(simulation);
    const own = simulation.api.bundles()[0] ?? '';
    await simulation.tamper(api => {
      const caBundle = Buffer.from(certificate.toString() + own).toString('base64');
      for (const path of [MUTATING, VALIDATING]) {
        const { webhooks = [] } = api.objects.get(path) ?? {};
        const changed = webhooks.map(one => ({ ...one, clientConfig: { ...one.clientConfig, caBundle } }));
        api.put(path, { metadata: INJECTED, webhooks: changed });
      }
    });
    await passQuietly(simulation);
    assert.deepEqual(simulation.takeEvents(), []);
    simulation.expectNoGap();
    await simulation.passDays(360);
    for (const bundle of simulation.api.bundles()) {
      assert.ok(bundle.includes(certificate.toString()));
      assert.ok(!bundle.includes(own), 'the former authority of the program has been dropped');
    }
    await passQuietly(simulation);
  });

  it('has the authority by which replicas of another kind serve, until those are gone', async () => {
    const simulation = await established();
    const issuer = await makeIssuer(simulation);
    const own = simulation.api.bundles()[0] ?? '';
    simulation.api.objects.delete(SECRET);
    await simulation.tamper(api => writeBundles(api, {}, issuer.certificate.toString()));
    await simulation.pass(60 * SECOND);
    simulation.assertReady();
    for (const bundle of simulation.api.bundles()) {
      assert.ok(bundle.includes(issuer.certificate.toString()) && !bundle.includes(own));
    }
  });
});
