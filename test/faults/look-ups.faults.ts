import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NAME } from '../e2e/installation.ts';
import { kubectl } from '../e2e/kubectl.ts';
import { useNamespace } from '../e2e/namespace.ts';
import { applySet, assertComplete, assertNothingLost, type Outcome, underLoad } from './load.ts';
import { callDirectly, callThroughProxy, type Mode, setMode } from './through-proxy.ts';
import { amount } from './times.ts';

/** Milliseconds that a fault lasts. */
const LASTS = amount(15_000, 8_000);

/** The webhook fails the call, by which the guard decides. */
const DENIED =
  /answered 403: .*ValidatingAdmissionPolicy 'per-pod-config-guard-statefulset' .* denied request: /;

/** Milliseconds after which the API server gives up. */
const TIMEOUT = 5_000;

const namespace = useNamespace('slow-look-ups');
after(callDirectly);

/** Has the proxy behave so for a while. */
async function behave(mode: Mode): Promise<void> {
  await setMode(namespace, mode);
  await sleep(LASTS);
  await setMode(namespace, 'fast');
  await sleep(5_000);
}

/** What failed was answered in time by the webhook itself: the API server never had to give up on it. */
function assertAllAnswered({ failures, slowest }: Outcome): void {
  assert.ok(failures.length > 0, 'calls failed');
  for (const failure of failures) assert.match(failure, DENIED);
  assert.ok(slowest < TIMEOUT, `the slowest took ${slowest} ms`);
}

test('through a proxy that only passes on, nothing is lost', async t => {
  await callThroughProxy(namespace);
  await applySet(namespace);
  assertNothingLost(await underLoad(t, namespace, () => sleep(LASTS)));
});

test('look-ups that take 1.5 s make admissions slow, and lose none', async t => {
  const outcome = await underLoad(t, namespace, () => behave('slow-1500'));
  assert.ok(outcome.slowest > 1_500, `the slowest took ${outcome.slowest} ms`);
  assertNothingLost(outcome);
  await assertComplete(namespace);
});

test('look-ups that take too long are given up in time, and the set completes later', async t => {
  assertAllAnswered(await underLoad(t, namespace, () => behave('slow-6000')));
  await assertComplete(namespace);
});

test('look-ups that find no API server fail in time, and the set completes later', async t => {
  assertAllAnswered(await underLoad(t, namespace, () => behave('refuse')));
  await assertComplete(namespace);
});

test('connections on which nothing comes any more make admissions slow, and lose none', async t => {
  const outcome = await underLoad(t, namespace, () => behave('silence'));
  assert.ok(outcome.slowest > 2_000, `the slowest took ${outcome.slowest} ms`);
  assertNothingLost(outcome);
  await assertComplete(namespace);
});

test('look-ups that the webhook has no right to fail, and succeed once it has', async t => {
  const outcome = await underLoad(t, namespace, async () => {
    const binding = await kubectl(['get', 'clusterrolebinding', NAME, '-o', 'json']);
    await kubectl(['delete', 'clusterrolebinding', NAME]);
    await sleep(LASTS);
    await kubectl(['create', '-f', '-'], binding);
    await sleep(5_000);
  });
  assertAllAnswered(outcome);
  await assertComplete(namespace);
});
