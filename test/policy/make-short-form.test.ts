import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buildStatus } from '../../src/admission/status.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { makeShortForm } from '../../src/policy/make-short-form.ts';
import { evaluatePolicy } from './evaluate-policy.ts';

const POD = {
  ordinal: 12,
  index: 12,
  pod: 'web-12',
  set: 'web',
  ns: 'prod',
  service: '',
  replicas: 1,
  peers: [],
  labels: {},
};

it('the policy of the short form mounts what the webhook does, with a status that has no hash', () => {
  const path = '/network//conf/';
  const wanted = configurePod(parseAnnotation(path), POD);
  // biome-ignore lint/suspicious/noExplicitAny: nothing in the program reads the objects.
  const [{ spec }] = makeShortForm() as any[];
  const { volumes, status } = evaluatePolicy(spec.variables, POD, { text: path, path: '/network/conf' });
  const [{ volume, mount }] = volumes as { volume: object; mount: object }[] &
    [{ volume: object; mount: object }];
  assert.deepEqual([volume, mount], [wanted.volumes[0]?.volume, wanted.volumes[0]?.mount]);
  assert.equal(status, buildStatus({ ...wanted, annotationHash: '' }));
});
