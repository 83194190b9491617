import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_CONDITION_LENGTH } from '../../../src/bounds/bounds.ts';
import { makeEvaluate, type Outcome } from '../../../src/status/conditions/evaluate-condition.ts';

const POD = {
  metadata: {
    name: 'web-0',
    labels: { app: 'web', constructor: 'x' },
    ownerReferences: [
      { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true },
    ],
  },
  spec: {
    volumes: null,
    containers: [
      { name: 'server', ports: [{ containerPort: 80 }], volumeMounts: [{ name: 'a', mountPath: '/a' }] },
    ],
  },
};

describe('a matchCondition', () => {
  const rows: readonly [title: string, expression: string, outcome: Outcome][] = [
    [
      'looks at an owner',
      "object.metadata.ownerReferences.exists(o, o.controller && o.kind == 'StatefulSet')",
      true,
    ],
    [
      'uses optionals',
      "object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false) && o.kind == 'Job')",
      false,
    ],
    ['looks for an annotation with care', "'a' in object.metadata.?annotations.orValue({})", false],
    ['looks for one by a key', "object.metadata.?annotations['a'].hasValue()", false],
    ['asks for a label of any name', "object.metadata.labels.constructor == 'x'", true],
    ['asks for a field that objects in JavaScript have', 'has(object.metadata.toString)', false],
    ['calculates with ints', 'object.spec.containers[0].ports[0].containerPort + 1 == 81', true],
    ['knows what is null as absent', 'has(object.metadata.annotations)', false],
    ['asks for the status', 'has(object.status) && !has(object.status.phase)', true],
    ['asks whether the API server will fill in a field', 'has(object.spec.serviceAccountName)', undefined],
    ['counts volumes, of which it adds one', '!has(object.spec.volumes)', undefined],
    [
      'counts mounts, of which it adds one',
      "object.spec.containers[0].volumeMounts.all(m, m.name == 'a')",
      undefined,
    ],
    ['takes what it may fill in as an option', "object.spec.?priorityClassName.orValue('') == ''", undefined],
    ['looks for such a field by its name', "'nodeSelector' in object.spec", undefined],
    ['asks for it in vain', "object.metadata.name == 'web-1' && has(object.spec.nodeName)", false],
    ['asks for the old object', 'oldObject == null', true],
    ['searches with a pattern', "object.metadata.name.matches('^web-[0-9]+$')", true],
    ['finds out without what it does not know', "object.metadata.name == 'web-0' || request.x == 'y'", true],
    ['forgets that there may be no annotation', "'a' in object.metadata.annotations", 'error'],
    ['forgets that with has()', 'has(object.metadata.annotations.a)', 'error'],
    ['forgets that there may be no such label', "object.metadata.labels['b'] == 'c'", 'error'],
    ['reads a field that the API server may fill in', "object.spec.serviceAccountName == 'web'", undefined],
    [
      'looks for an image that another webhook may write',
      "object.spec.containers[0].image == 'x'",
      undefined,
    ],
    ['asks who creates it', "request.userInfo.username == 'admin'", undefined],
    ['asks whether who is known', 'has(request.userInfo)', undefined],
    ['asks what is allowed', "authorizer.group('').resource('pods').check('get').allowed()", undefined],
    ['calls a function that only Kubernetes has', "quantity('1Gi').isInteger()", undefined],
    ['calls one that the library has otherwise', "int('') == 0", undefined],
    [
      'repeats a group, which JavaScript may try for ever',
      "object.metadata.name.matches('(w+)+$')",
      undefined,
    ],
    ['computes its pattern', 'object.metadata.name.matches(object.metadata.name)', undefined],
    ['uses what only RE2 knows', "object.metadata.name.matches('^[[:alpha:]]')", undefined],
    ['ends in no bool', 'object.metadata.name', undefined],
    ['cannot be read', 'object.metadata.(', undefined],
    [
      'loops in a loop in a loop',
      'object.spec.containers.all(a, object.spec.containers.all(b, object.spec.containers.all(c, true)))',
      undefined,
    ],
    ['is too long', `true || '${'x'.repeat(MAX_CONDITION_LENGTH)}' == ''`, undefined],
    ['goes very deep', `${'!'.repeat(4_000)}true`, undefined],
  ];
  for (const [title, expression, outcome] of rows) {
    it(`${outcome ?? 'cannot be told'}: one that ${title}`, () =>
      assert.equal(makeEvaluate(expression)(POD), outcome));
  }
});
