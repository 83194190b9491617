import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintSet } from '../../src/lint/lint-set.ts';
import { withServiceAccount } from '../../src/lint/with-service-account.ts';
import { makeObject, makeSet } from './read-sets.ts';

const AT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

describe('a mount at the token of a ServiceAccount', () => {
  const lint = async (pod: object, account?: object, metadata: object = { namespace: 'default' }) => {
    const objects =
      account === undefined ? [] : [makeObject('ServiceAccount', 'db', account, metadata).object];
    const set = withServiceAccount(
      makeSet(AT_TOKEN, {}, 'web', { serviceAccountName: 'db', ...pod }),
      objects,
    );
    const { findings } = await lintSet(set, () => undefined, new Set());
    return findings.map(({ code, severity }) => `${severity} ${code}`);
  };
  const NO_TOKEN = { automountServiceAccountToken: false };

  it('is a warning while the ServiceAccount is not given', async () => {
    assert.deepEqual(await lint({}), ['warning token-path']);
    assert.deepEqual(await lint({}, NO_TOKEN, { namespace: 'other' }), ['warning token-path']);
    assert.deepEqual(await lint({ serviceAccountName: 'other' }, NO_TOKEN), ['warning token-path']);
  });

  it('is an error where the ServiceAccount has a token, as it has by default', async () => {
    assert.deepEqual(await lint({}, {}), ['error conflict']);
    assert.deepEqual(await lint({}, {}, {}), ['error conflict']);
    assert.deepEqual(await lint({}, { automountServiceAccountToken: true }), ['error conflict']);
  });

  it('is none where it has none', async () => {
    assert.deepEqual(await lint({}, NO_TOKEN), []);
  });

  it('is what the pod itself says, first of all', async () => {
    assert.deepEqual(await lint({ automountServiceAccountToken: true }, NO_TOKEN), ['error conflict']);
    assert.deepEqual(await lint(NO_TOKEN, {}), []);
  });
});
