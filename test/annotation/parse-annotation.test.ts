import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

it('the names of an annotation are counted, those of volumes twice, since each is in its mount, too', () => {
  assert.equal(parseAnnotation('/conf').names, 2 * 'per-pod-config-0'.length);
  const long = `
    volumes: [{name: conf, mountPath: /a, configMap: a}, {mountPath: /b, secret: b}]
    env: [{name: ROLE, value: a}]
    envFrom: [{configMap: a, prefix: P_}, {secret: b}]`;
  assert.equal(parseAnnotation(long).names, 2 * 'confper-pod-config-1'.length + 'ROLE'.length + 'P_'.length);
});
