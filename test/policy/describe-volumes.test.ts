import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { describeVolumes } from '../../src/policy/describe-volumes.ts';

it('where a mount is compared is as CEL cleans the same text in a pod, which leaves .. where it is', () => {
  const pathOf = (mountPath: string) => {
    const annotation = parseAnnotation(`volumes: [{mountPath: ${mountPath}, configMap: a}]`);
    return describeVolumes(annotation, ({ template }) => template.source, new Map())[0]?.mount?.path;
  };
  assert.equal(pathOf('/a//b/./c/'), '/a/b/c');
  assert.equal(pathOf('a/b'), '/a/b');
  assert.equal(pathOf('/a/../b'), '/a/../b');
});
