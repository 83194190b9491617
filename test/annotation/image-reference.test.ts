import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkImage, defaultPullPolicy } from '../../src/annotation/image-reference.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('an image is pulled as the API server decides by its reference', () => {
  const rows: [reference: string, policy: 'Always' | 'IfNotPresent'][] = [
    ['busybox', 'Always'],
    ['busybox:latest', 'Always'],
    ['busybox:1.37', 'IfNotPresent'],
    ['registry.example.com/team/conf_a/b--c:node-0', 'IfNotPresent'],
    ['localhost:5000/conf', 'Always'],
    ['127.0.0.1:5000/conf:V_1.0', 'IfNotPresent'],
    ['[2001:db8::1]:5000/conf:1', 'IfNotPresent'],
    [`conf@${DIGEST}`, 'IfNotPresent'],
    [`conf:latest@${DIGEST}`, 'Always'],
    [`conf:${'a'.repeat(128)}`, 'IfNotPresent'],
  ];
  for (const [reference, policy] of rows) {
    it(reference, () => {
      assert.equal(checkImage(reference), undefined);
      assert.equal(defaultPullPolicy(reference), policy);
    });
  }
});

describe('what no kubelet takes for the reference of an image is refused', () => {
  const texts = [
    '',
    'Conf',
    'conf:',
    'conf:-a',
    `conf:${'a'.repeat(129)}`,
    'conf@sha256:0a',
    'a b',
    'a//b',
    '/a',
    'a/',
    'a..b/c',
    'registry/Conf:1',
    'https://registry/conf',
    'a___b',
    'a'.repeat(256),
  ];
  for (const text of texts) {
    it(text, () => {
      assert.match(checkImage(text) ?? '', /^expected the reference of an image, such as .*, got "/);
    });
  }
});
