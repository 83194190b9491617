import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ROUND_TIMEOUT_MS } from '../../src/certificates/keep-reconciled.ts';
import { HOST, MUTATING, SECRET, VALIDATING } from './api-stub.ts';
import { makeServing, makeSigner } from './make-holdings.ts';
import { Simulation } from './simulation.ts';

const [MADE, ISSUED, SERVED, DROPPED] = [
  'authority-made',
  'certificate-issued',
  'certificate-served',
  'authority-dropped',
];
const PUBLISHED = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map(
  kind => `ca-bundle-published: ${kind}`,
);
const REPAIRED = PUBLISHED.map(text => text.replace('published', 'repaired'));
const SECOND = 1_000;
const DAY = 86_400;

/** Everything is there, and all replicas are ready. */
async function established(replicas: number, lifetimes = {}): Promise<Simulation> {
  const simulation = new Simulation(replicas, lifetimes);
  await simulation.reconcile();
  await simulation.pass(40 * SECOND);
  simulation.assertReady();
  simulation.takeEvents();
  simulation.expectNoGap();
  return simulation;
}

describe('certificates manage themselves', () => {
  it('a first replica makes everything in one round, and is ready', async () => {
    const simulation = new Simulation(1);
    assert.match(simulation.replicas[0]?.manager.findUnreadiness() ?? '', /no serving certificate yet/);
    await simulation.reconcile();
    simulation.assertReady();
    assert.deepEqual(simulation.takeEvents(), [
      `${MADE}: there is none whose key is there`,
      ...PUBLISHED,
      `${ISSUED}: there is none`,
      SERVED,
    ]);
    const leaf = new X509Certificate(simulation.replicas[0]?.served ?? '');
    assert.equal(leaf.checkHost(HOST), HOST);
    const { 'ca.crt': bundle, 'tls.crt': held } = simulation.api.secret();
    assert.equal(held, simulation.replicas[0]?.served);
    for (const one of simulation.api.bundles()) assert.equal(one, bundle);
  });

  it('of five that start at once, each serves with the same certificate, and one authority was made', async () => {
    const simulation = new Simulation(5);
    await simulation.reconcile();
    await simulation.pass(4 * SECOND);
    simulation.assertReady();
    assert.equal(new Set(simulation.replicas.map(({ served }) => served)).size, 1);
    const events = simulation.takeEvents();
    for (const kind of [MADE, ISSUED]) {
      assert.equal(events.filter(event => event.startsWith(kind)).length, 1, kind);
    }
  });

  it('a replica that starts later takes what is there', async () => {
    const simulation = await established(1);
    simulation.start();
    await simulation.reconcile();
    assert.deepEqual(simulation.takeEvents(), [SERVED]);
    assert.equal(simulation.replicas[1]?.served, simulation.replicas[0]?.served);
  });

  it('when nothing is to be done, nothing is written', async () => {
    const simulation = await established(2);
    simulation.api.onChange = () => assert.fail('something was written');
    await simulation.pass(60 * SECOND);
    assert.deepEqual(simulation.takeEvents(), []);
  });

  it('the serving certificate is renewed after two thirds of its life, by the same authority', async () => {
    const simulation = await established(2);
    const before = simulation.api.secret();
    simulation.sleep(59);
    await simulation.pass(10 * SECOND);
    assert.deepEqual(simulation.takeEvents(), []);
    simulation.sleep(1.1);
    await simulation.pass(10 * SECOND);
    assert.deepEqual(simulation.takeEvents().sort(), [
      `${ISSUED}: two thirds of its life are over`,
      SERVED,
      SERVED,
    ]);
    const after = simulation.api.secret();
    assert.equal(after['ca.crt'], before['ca.crt']);
    assert.notEqual(after['tls.crt'], before['tls.crt']);
    assert.equal(after['retired.crt'], before['tls.crt']);
  });

  it('five replicas go through rotations of the authority, and no API server ever refuses one', async () => {
    const lifetimes = { caDays: 60 / DAY, certDays: 45 / DAY };
    const simulation = await established(5, lifetimes);
    // Answers come in any order, so the replicas' calls interleave in ever new ways.
    simulation.api.interfere = async () => {
      for (let turns = Math.floor(Math.random() * 6); turns > 0; turns -= 1) await setImmediate();
    };
    await simulation.pass(210 * SECOND);
    simulation.assertReady();
    const events = simulation.takeEvents();
    const count = (kind: string) => events.filter(event => event.startsWith(kind)).length;
    assert.ok(count(MADE) >= 4, `${count(MADE)} rotations`);
    assert.ok(count(DROPPED) >= 4, `${count(DROPPED)} authorities were dropped`);
    assert.ok(simulation.api.bundles().every(bundle => bundle.split('BEGIN').length - 1 <= 3));
    assert.equal(count('failed') + count('ca-bundle-repaired'), 0);
  });

  it('rotated, the former authority is trusted until the last certificate of it has ended', async () => {
    const simulation = await established(2);
    const [former = ''] = simulation.api.bundles();
    await simulation.passDays(260);
    const events = simulation.takeEvents();
    assert.ok(events.includes(`${MADE}: two thirds of its life are over`));
    assert.ok(events.includes(`${ISSUED}: its authority has been replaced`), events.join('\n'));
    for (const bundle of simulation.api.bundles()) assert.ok(bundle.endsWith(former) && bundle !== former);
    await simulation.passDays(100);
    assert.ok(simulation.takeEvents().includes(`${DROPPED}: no valid certificate needs it`));
    for (const bundle of simulation.api.bundles()) assert.ok(!bundle.includes(former));
  });

  it('a lost Secret is made anew, and meanwhile everything is served as before', async () => {
    const simulation = await established(2);
    const [former = ''] = simulation.api.bundles();
    simulation.api.objects.delete(SECRET);
    await simulation.pass(4 * SECOND);
    simulation.assertReady();
    assert.deepEqual(simulation.takeEvents().sort(), [
      `${MADE}: there is none whose key is there`,
      ...PUBLISHED,
    ]);
    await simulation.pass(10 * SECOND);
    assert.deepEqual(simulation.takeEvents().sort(), [`${ISSUED}: there is none`, SERVED, SERVED]);
    await simulation.pass(60 * SECOND);
    assert.deepEqual(
      simulation.takeEvents().filter(event => event.startsWith(DROPPED)),
      [`${DROPPED}: no valid certificate needs it`],
    );
    for (const bundle of simulation.api.bundles()) assert.ok(!bundle.includes(former));
  });

  it('a lost Secret cuts off no replica whose rounds take as long as they may', async () => {
    const simulation = await established(2);
    simulation.api.objects.delete(SECRET);
    const [, slow] = simulation.replicas;
    // One round that has read the former Secret ends, and so does the next, before what it read is acted upon.
    await simulation.passWithout(slow, 2 * ROUND_TIMEOUT_MS + 2 * SECOND);
    await simulation.pass(60 * SECOND);
    simulation.assertReady();
    assert.equal(new Set(simulation.replicas.map(({ served }) => served)).size, 1);
  });

  const GARBAGE: [what: string, change: (texts: Record<string, string>) => object, complaints: number][] = [
    ['bytes', () => ({ 'ca.crt': '\u0000\u0001', 'ca.key': 'x', 'tls.crt': '{}', 'tls.key': 'é' }), 3],
    ['certificates that are cut off', texts => mapValues(texts, text => text.slice(0, 300)), 3],
    ['the key of another authority', texts => ({ ...texts, 'ca.key': texts['tls.key'] }), 1],
    ['nothing at all', () => ({}), 0],
  ];
  for (const [what, change, complaints] of GARBAGE) {
    it(`${what} in the Secret: one line for each, and everything is served as before`, async () => {
      const simulation = await established(2);
      simulation.api.putSecret(change(simulation.api.secret()) as Record<string, string>);
      const unusable = new Set<string>();
      for (let seconds = 0; seconds < 20; seconds += 2) {
        await simulation.pass(2 * SECOND);
        simulation.assertReady();
        const events = simulation.takeEvents().filter(event => event.startsWith('secret-unusable'));
        for (const event of events) unusable.add(event);
      }
      assert.equal(unusable.size, complaints, [...unusable].join('\n'));
      assert.doesNotMatch([...unusable].join(), /BEGIN|{}|é/, 'what the Secret holds is repeated nowhere');
      const { 'tls.crt': held, 'ca.crt': bundle } = simulation.api.secret();
      for (const { served } of simulation.replicas) assert.equal(served, held);
      for (const one of simulation.api.bundles()) assert.equal(one, bundle);
    });
  }

  it('a Secret from a version that kept no key is adopted, and replaced without a gap', async () => {
    const simulation = new Simulation(0);
    const signer = await makeSigner(simulation.now(), 365);
    const leaf = await makeServing(signer, [HOST], simulation.now(), 365);
    const bundle = signer.certificate.toString();
    for (const path of [MUTATING, VALIDATING]) {
      const caBundle = Buffer.from(bundle).toString('base64');
      const { webhooks = [] } = simulation.api.objects.get(path) ?? {};
      simulation.api.put(path, {
        webhooks: webhooks.map(one => ({ ...one, clientConfig: { ...one.clientConfig, caBundle } })),
      });
    }
    simulation.api.putSecret({ 'tls.crt': leaf.chain, 'tls.key': leaf.privateKey, 'ca.crt': bundle });
    for (const _ of [1, 2]) simulation.start();
    await simulation.reconcile();
    simulation.assertReady();
    for (const { served } of simulation.replicas) assert.equal(served, leaf.chain);
    await simulation.pass(10 * SECOND);
    for (const { served } of simulation.replicas) assert.notEqual(served, leaf.chain);
    assert.ok(simulation.takeEvents().includes(`${ISSUED}: its authority has been replaced`));
  });

  it('a Service of another name gets another certificate at once', async () => {
    const simulation = await established(2);
    await simulation.tamper(api => {
      for (const path of [MUTATING, VALIDATING]) {
        const { webhooks = [] } = api.objects.get(path) ?? {};
        const service = { namespace: 'ns', name: 'other' };
        api.put(path, {
          webhooks: webhooks.map(one => ({ ...one, clientConfig: { ...one.clientConfig, service } })),
        });
      }
    });
    await simulation.reconcile();
    simulation.assertReady();
    const leaf = new X509Certificate(simulation.replicas[0]?.served ?? '');
    assert.equal(leaf.checkHost('other.ns.svc'), 'other.ns.svc');
    assert.ok(simulation.takeEvents().includes(`${ISSUED}: the former one is not for other.ns.svc`));
  });

  for (const [what, caBundle] of [
    ['removed', undefined],
    ['emptied', ''],
    ['overwritten with garbage', 'Cg=='],
  ]) {
    it(`a caBundle that somebody has ${what} is repaired in one round, and told of once`, async () => {
      const simulation = await established(1);
      const [bundle] = simulation.api.bundles();
      await simulation.tamper(api => {
        const { webhooks = [] } = api.objects.get(MUTATING) ?? {};
        const [first, ...others] = webhooks.map(one => ({
          ...one,
          clientConfig: {
            service: one.clientConfig.service,
            ...(caBundle === undefined ? {} : { caBundle }),
          },
        }));
        assert.ok(first !== undefined);
        api.put(MUTATING, { webhooks: [first, ...others] });
      });
      assert.deepEqual(simulation.takeEvents(), [REPAIRED[0]]);
      for (const one of simulation.api.bundles()) assert.equal(one, bundle);
      simulation.assertReady();
    });
  }

  it('while a caBundle does not cover what is served, the replica says that it is not ready', async () => {
    const simulation = await established(1);
    const { api } = simulation;
    await simulation.tamper(() => {
      api.put(VALIDATING, {
        webhooks: [{ name: '1', clientConfig: { service: { namespace: 'ns', name: 'service' } } }],
      });
      api.interfere = async () => {
        if (api.bundles().includes('')) api.merge = async () => undefined;
      };
    });
    assert.equal(
      simulation.replicas[0]?.manager.findUnreadiness(),
      'caBundle does not cover the serving certificate',
    );
  });

  for (const hours of [-1, 1, -30 * 24, 30 * 24]) {
    it(`a machine whose clock is ${hours} hours ahead makes certificates that are good now, and says so`, async () => {
      const simulation = new Simulation(0);
      simulation.start(hours * 3_600 * SECOND);
      await simulation.reconcile();
      simulation.start();
      await simulation.pass(40 * SECOND);
      simulation.assertReady();
      const { validFromDate, validToDate } = new X509Certificate(simulation.replicas[0]?.served ?? '');
      const hour = 3_600 * SECOND;
      assert.ok(Math.abs(validFromDate.getTime() + hour - simulation.now().getTime()) < 60 * SECOND);
      assert.ok(
        Math.abs(validToDate.getTime() - 90 * DAY * SECOND - simulation.now().getTime()) < 60 * SECOND,
      );
      const events = simulation.takeEvents();
      assert.equal(events[0], `clock-off: ${hours * 3_600}`);
      assert.equal(events.filter(event => event.startsWith(MADE)).length, 1);
      assert.equal(events.filter(event => event.startsWith('clock-off')).length, 1);
    });
  }

  it('a cluster that slept until everything had ended recovers in one round', async () => {
    const simulation = await established(2);
    simulation.sleep(400);
    assert.equal(simulation.replicas[0]?.manager.findUnreadiness(), 'the serving certificate has expired');
    await simulation.tamper(() => {});
    await simulation.reconcile();
    simulation.assertReady();
    assert.ok(simulation.takeEvents().includes(`${MADE}: the former one has expired`));
  });

  it('while the API server is away, what is there is served on; then all goes on', async () => {
    const simulation = await established(1);
    simulation.api.interfere = () => Promise.reject(new Error('connect ECONNREFUSED'));
    await assert.rejects(simulation.pass(2 * SECOND), /ECONNREFUSED/);
    simulation.assertReady();
    simulation.sleep(61);
    simulation.assertReady();
    simulation.api.interfere = async () => {};
    await simulation.pass(10 * SECOND);
    assert.deepEqual(simulation.takeEvents(), [`${ISSUED}: two thirds of its life are over`, SERVED]);
  });

  it('without any webhook configuration nothing is issued; once there is one, everything is', async () => {
    const simulation = new Simulation(1);
    const configurations = [MUTATING, VALIDATING].map(
      path => [path, simulation.api.objects.get(path)] as const,
    );
    for (const path of [MUTATING, VALIDATING]) simulation.api.objects.delete(path);
    await simulation.reconcile();
    assert.match(simulation.replicas[0]?.manager.findUnreadiness() ?? '', /no serving certificate yet/);
    for (const [path, object] of configurations) {
      assert.ok(object !== undefined);
      simulation.api.put(path, object);
    }
    await simulation.reconcile();
    simulation.assertReady();
  });

  it('what others have put on the Secret stays', async () => {
    const simulation = await established(1);
    const object = simulation.api.objects.get(SECRET);
    assert.ok(object !== undefined);
    simulation.api.put(SECRET, { ...object, metadata: { labels: { team: 'a' } } });
    simulation.sleep(61);
    await simulation.pass(10 * SECOND);
    assert.equal(simulation.takeEvents().length, 2);
    assert.deepEqual(simulation.api.objects.get(SECRET)?.metadata.labels, { team: 'a' });
  });
});

function mapValues(texts: Record<string, string>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, change(text)]));
}
