import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseDomain } from '../../../src/cli/status/choose-domain.ts';
import { UNKNOWN } from '../../../src/status/reading.ts';

const withArgs = (...args: string[]) => ({
  deployment: { spec: { template: { spec: { containers: [{}, { args }] } } } },
});

describe("the cluster's domain that status and why take for the webhook's", () => {
  it('is what the user says, whatever the webhook is told', () =>
    assert.equal(chooseDomain('one.example', withArgs('--cluster-domain=two.example')), 'one.example'));

  it('is else what the webhook is told, in one argument or in two', () => {
    assert.equal(chooseDomain(undefined, withArgs('serve', '--cluster-domain=Two.Example.')), 'two.example');
    assert.equal(
      chooseDomain(undefined, withArgs('serve', '--cluster-domain', 'two.example')),
      'two.example',
    );
  });

  it('is not known where the webhook is told none, or none that it takes, or cannot be read', () => {
    for (const webhook of [
      undefined,
      { deployment: UNKNOWN },
      { deployment: undefined },
      { deployment: { spec: {} } },
      withArgs('serve'),
      withArgs('serve', '--cluster-domain'),
      withArgs('serve', '--cluster-domain=http://a'),
    ] as const) {
      assert.equal(chooseDomain(undefined, webhook), undefined);
    }
  });
});
