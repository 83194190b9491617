import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../../src/annotation/annotation-error.ts';
import { parseAnnotation } from '../../../src/annotation/parse-annotation.ts';

function heads(annotation: string): string[] {
  try {
    parseAnnotation(annotation);
    return [];
  } catch (error) {
    assert.ok(error instanceof AnnotationError, String(error));
    return error.mistakes.map(({ message }) => message.split('\n', 1)[0] ?? '');
  }
}

describe('what stands beside metadata and spec of a patch is a mistake, with its reason', () => {
  const rows: [title: string, patch: string, ...mistakes: string[]][] = [
    [
      'the status',
      'status: {phase: Running}',
      'line 2, patches[0].status: there is no such field: the kubelet writes the status; remove it',
    ],
    [
      'the head of an object',
      'apiVersion: v1\n  kind: Pod\n  spec: {terminationGracePeriodSeconds: 1}',
      'line 2, patches[0].apiVersion: there is no such field: a patch is always one of a pod; remove it',
      'line 3, patches[0].kind: there is no such field: a patch is always one of a pod; remove it',
    ],
    [
      'a name that every object of JavaScript has',
      '__proto__: {}\n  constructor: {}',
      'line 2, patches[0].__proto__: there is no such field; known are when, metadata, spec',
      'line 3, patches[0].constructor: there is no such field; known are when, metadata, spec',
    ],
    [
      'a field of the spec',
      'containers: [{name: a}]',
      'line 2, patches[0].containers: expected it under spec, got it beside: indent it',
    ],
    [
      'a field of the metadata',
      'labels: {a: b}',
      'line 2, patches[0].labels: expected it under metadata, got it beside: indent it',
    ],
    [
      'an operation of a JSON Patch',
      'op: add\n  path: /metadata/labels/a\n  value: b',
      'line 2, patches[0].op: expected a strategic merge patch, which has the fields of the pod, got an operation of a JSON Patch: write the fields under metadata and spec',
    ],
    [
      'a slip of the finger',
      'spce: {}',
      'line 2, patches[0].spce: there is no such field; did you mean spec?',
    ],
    [
      'anything else',
      'target: {kind: Pod}',
      'line 2, patches[0].target: there is no such field; known are when, metadata, spec',
    ],
  ];
  for (const [title, patch, ...expected] of rows) {
    it(title, () => assert.deepEqual(heads(`patches:\n- ${patch}\n`), expected));
  }
});

it('fields of an operation are fields of no other element, either', () => {
  assert.deepEqual(heads('env:\n- {name: A, value: b, op: add}\n'), [
    'line 2, env[0].op: there is no such field; known are name, value, valueFrom, containers, injectedContainers, when',
  ]);
});
