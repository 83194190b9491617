import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findAbsent } from '../../src/admission/find-absent.ts';
import { Mistakes } from '../../src/annotation/mistakes.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import type { PodConfiguration } from '../../src/annotation/pod-configuration.ts';
import { admittedPod, configurationOf } from './patched-pods.ts';

/** What is told of an annotation whose elements name what the pod does not have. */
function find(written: object, configured: PodConfiguration | undefined): string | undefined {
  const mistakes = new Mistakes();
  findAbsent(parseAnnotation(JSON.stringify(written)), admittedPod(), configured, mistakes);
  return mistakes.error?.message;
}

const env = (more: object) => ({ env: [{ name: 'A', value: 'a', containers: ['added'], ...more }] });
const replaced = { volumes: [{ name: 'added', configMap: 'c' }] };
const patch = (spec: object) => configurationOf({ spec });

describe('what the pod does not have is a mistake', () => {
  it('with the containers that there are, those that patches add among them', () => {
    assert.match(find(env({}), configurationOf()) ?? '', /one of main, side; got added/);
    const other = patch({ initContainers: [{ name: 'first', image: 'i' }] });
    assert.match(find(env({}), other) ?? '', /one of main, side, first; got added/);
  });

  it('where a patch deletes it', () => {
    const gone = patch({ containers: [{ name: 'added', $patch: 'delete' }] });
    assert.match(find(env({}), gone) ?? '', /got added/);
  });

  it('a volume to replace', () =>
    assert.match(find(replaced, configurationOf()) ?? '', /named "added" to replace/));
});

describe('it is none', () => {
  it('where a patch adds it', () => {
    assert.equal(find(env({}), patch({ containers: [{ name: 'added', image: 'i' }] })), undefined);
    assert.equal(find(env({}), patch({ initContainers: [{ name: 'added', image: 'i' }] })), undefined);
    assert.equal(find(replaced, patch({ volumes: [{ name: 'added', emptyDir: {} }] })), undefined);
  });

  it('where the element that names it does not exist for the pod', () => {
    const leftOut = [{ where: 'env[0]', when: 'ordinal == 0' }];
    assert.equal(find(env({ when: 'ordinal == 0' }), { ...configurationOf(), leftOut }), undefined);
  });

  it('as long as it is not known whether the element exists', () => {
    assert.equal(find(env({ when: 'ordinal == 0' }), undefined), undefined);
    assert.match(find(env({}), undefined) ?? '', /got added/);
  });
});
