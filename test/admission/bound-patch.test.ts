import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import { boundPatch } from '../../src/admission/bound-patch.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { PodContainers } from '../../src/admission/pod-containers.ts';
import { answer } from '../../src/admission/review.ts';
import { MAX_PATCH_BYTES, MAX_PLACEMENTS } from '../../src/bounds/bounds.ts';
import { podRequest } from '../pod-request.ts';

const OWNER = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };

function decide(annotation: object, containers: number): Decision {
  const pod = {
    metadata: {
      name: 'web-0',
      annotations: { 'per-pod-config': JSON.stringify(annotation) },
      ownerReferences: [OWNER],
    },
    spec: { containers: Array.from({ length: containers }, (_, index) => ({ name: `c${index}` })) },
  };
  const decision = admit(podRequest(pod), assert.fail);
  assert.ok('outcome' in decision);
  return decision;
}

/** As long as an operation gets but for its value, with the comma behind it. */
const OPERATION = '{"op":"add","path":"/spec/initContainers/4095/volumeMounts/-","value":},';

const variables = (count: number, value = '') =>
  Array.from({ length: count }, (_, index) => ({ name: `V${index}`, value }));

function assertTooLarge(decision: Decision, message: RegExp): void {
  assert.ok(decision.outcome === 'deny', decision.outcome);
  assert.equal(decision.reason, 'too-large');
  assert.equal(decision.code, 422);
  assert.match(decision.message, message);
}

describe('mounts and variables are counted once for each container that they go to', () => {
  it('up to the bound they are put into the pod', () => {
    assert.equal(decide({ env: variables(64) }, MAX_PLACEMENTS / 64).outcome, 'mount');
  });

  it('one more is denied, with the bound, the number and what to write less of', () => {
    const named = { containers: ['c0'] };
    const env = [...variables(64), { name: 'LAST', value: '', ...named }];
    assertTooLarge(
      decide({ env }, MAX_PLACEMENTS / 64),
      /may not have more than 4096 in a pod, got 4097: env\[0\] goes to most containers: name `containers`/,
    );
  });

  it('volumes and envFrom count as variables do', () => {
    const volumes = [{ mountPath: '/a', configMap: 'a' }];
    const half = MAX_PLACEMENTS / 2;
    assert.equal(decide({ volumes, env: variables(1) }, half).outcome, 'mount');
    assertTooLarge(decide({ volumes, env: variables(1), envFrom: [{ configMap: 'a' }] }, half), /got 6144/);
  });

  it('a volume of the template that is replaced goes to no container, however many there are', () => {
    const volumes = Array.from({ length: 100 }, (_, index) => ({ name: `v${index}`, configMap: 'a' }));
    const decision = decide({ volumes }, 3_000);
    assert.ok(decision.outcome === 'deny');
    assert.equal(decision.reason, 'invalid-annotation', decision.message);
  });

  it('those of named containers only count there', () => {
    const env = variables(256).map(variable => ({ ...variable, containers: ['c7'] }));
    assert.equal(decide({ env }, 3_000).outcome, 'mount');
  });
});

describe('the bytes of a patch are counted before it is built', () => {
  it('a value counts once for each container that it goes to, and the largest element is named', () => {
    const env = [...variables(1), { name: 'LONG', value: 'x'.repeat(4_000) }];
    assert.equal(decide({ env }, 100).outcome, 'mount');
    assertTooLarge(
      decide({ env }, 150),
      /may not have more than 524288 bytes, .* got 6\d{5}: env\[1\] takes most/,
    );
  });

  it('up to the bound it is built', () => {
    const containers = new PodContainers({
      metadata: {},
      spec: { containers: [{ name: 'a' }, { name: 'b' }] },
    });
    const weigh = (value: object) => OPERATION.length + JSON.stringify(value).length;
    const bound = (length: number) => {
      const volume = { name: 'v', text: 'x'.repeat(length) };
      const variable = { name: 'A', value: 'a' };
      const configuration = {
        ordinal: 0,
        volumes: [
          {
            where: 'volumes[0]',
            volume,
            mount: undefined,
            containers: undefined,
            contents: [],
            replaces: true,
          },
        ],
        env: [{ where: 'env[0]', variable, containers: undefined }],
        envFrom: [],
        patches: [],
        leftOut: [],
        files: { a: 'a' },
        annotationHash: '',
        steps: 0,
        characters: MAX_PATCH_BYTES,
      };
      boundPatch(configuration, containers);
      return weigh(volume) + 2 * weigh(variable) + weigh(configuration.files);
    };
    const most = MAX_PATCH_BYTES - bound(0);
    assert.equal(bound(most), MAX_PATCH_BYTES);
    assert.throws(() => bound(most + 1), { message: /got 524289: volumes\[0\] takes most/ });
  });

  it('they are counted as JSON writes them', () => {
    const env = variables(1, '\u0001'.repeat(4_000));
    assertTooLarge(decide({ env }, 25), /got 60\d{4}:/);
  });

  it('characters outside of ASCII count as the bytes that they take', () => {
    const env = variables(50, '\u20ac'.repeat(4_000));
    assertTooLarge(decide({ env }, 1), /got 60\d{4}:/);
  });

  it('what is answered never has more bytes than were counted', () => {
    for (const containers of [1, 3, 40]) {
      const volumes = Array.from({ length: 40 }, (_, index) => ({ mountPath: `/m${index}`, secret: 's' }));
      const decision = decide(
        { volumes, env: variables(50, 'x'), envFrom: [{ configMap: 'c' }] },
        containers,
      );
      const { patch = '' } = answer('u', decision).response;
      assert.ok(Buffer.from(patch, 'base64').length <= MAX_PATCH_BYTES);
    }
  });
});
