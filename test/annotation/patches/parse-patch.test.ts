import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_COMPLAINTS_DESCRIBED, MAX_VALUES_LOOKED_AT } from '../../../src/bounds/bounds.ts';
import { readPatches } from './read-patches.ts';

const one = (patch: string) => readPatches(`patches:\n- ${patch}\n`);

describe('a patch is what is written, as the core API has its fields', () => {
  const rows: [title: string, patch: string, expected: unknown][] = [
    [
      'texts, numbers and bools',
      'spec: {hostNetwork: true, terminationGracePeriodSeconds: 4, nodeSelector: {a: b}}',
      { spec: { hostNetwork: true, terminationGracePeriodSeconds: 4, nodeSelector: { a: 'b' } } },
    ],
    [
      'null, which deletes a field, an element of a mapping or a whole list',
      'spec: {affinity: null, tolerations: null, nodeSelector: {a: null}}',
      { spec: { affinity: null, tolerations: null, nodeSelector: { a: null } } },
    ],
    [
      'an int in the place of a text',
      'metadata: {labels: {tier: 1, on: true}}',
      { metadata: { labels: { tier: '1', on: 'true' } } },
    ],
    [
      'numbers and texts as quantities',
      'spec: {containers: [{name: a, resources: {limits: {cpu: 2, memory: 1Gi, a: 0.5}}}]}',
      { spec: { containers: [{ name: 'a', resources: { limits: { cpu: '2', memory: '1Gi', a: '0.5' } } }] } },
    ],
    [
      'a port by number or by name',
      'spec: {containers: [{name: a, livenessProbe: {tcpSocket: {port: 80}}}, {name: b, livenessProbe: {tcpSocket: {port: http}}}]}',
      {
        spec: {
          containers: [
            { name: 'a', livenessProbe: { tcpSocket: { port: 80 } } },
            { name: 'b', livenessProbe: { tcpSocket: { port: 'http' } } },
          ],
        },
      },
    ],
    [
      'directives',
      'spec: {affinity: {$retainKeys: [podAffinity], podAffinity: {}}, securityContext: {$patch: replace}, containers: [{name: a, $patch: delete}, {$patch: replace}]}',
      {
        spec: {
          affinity: { $retainKeys: ['podAffinity'], podAffinity: {} },
          securityContext: { $patch: 'replace' },
          containers: [{ name: 'a', $patch: 'delete' }, { $patch: 'replace' }],
        },
      },
    ],
    [
      'what is to go from a list of texts',
      'metadata: {$deleteFromPrimitiveList/finalizers: [example.com/a]}',
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] } },
    ],
    [
      'an element that another one takes the place of',
      'spec: {containers: [{name: a, $patch: delete}, {name: a, image: b}]}',
      {
        spec: {
          containers: [
            { name: 'a', $patch: 'delete' },
            { name: 'a', image: 'b' },
          ],
        },
      },
    ],
    [
      'a variable of the kubelet, with a dollar more',
      'spec: {containers: [{name: a, args: ["$$(POD)"]}]}',
      { spec: { containers: [{ name: 'a', args: ['$(POD)'] }] } },
    ],
    [
      'a field that is newer than the types',
      'spec: {somethingOfTomorrow: {a: [1, "b", true, null, 1.5]}}',
      { spec: { somethingOfTomorrow: { a: [1, 'b', true, null, 1.5] } } },
    ],
    [
      'values that an alias repeats',
      'spec: {containers: [&a {name: a, image: b}], initContainers: [*a]}',
      { spec: { containers: [{ name: 'a', image: 'b' }], initContainers: [{ name: 'a', image: 'b' }] } },
    ],
    [
      'a name that JavaScript has another use for',
      'metadata: {annotations: {__proto__: a}}',
      { metadata: { annotations: JSON.parse('{"__proto__":"a"}') } },
    ],
  ];
  for (const [title, patch, expected] of rows) {
    it(title, () => {
      const { patches, mistakes } = one(patch);
      assert.deepEqual(mistakes, []);
      assert.deepEqual(patches, [expected]);
    });
  }
});

describe('what the core API does not take is a mistake, at its line', () => {
  const rows: [title: string, patch: string, ...mistakes: string[]][] = [
    [
      'a misspelled field',
      'spec: {nodeSelektor: {a: b}}',
      'patches[0].spec.nodeSelektor: there is no such field; did you mean nodeSelector?',
    ],
    ['one of another case', 'spec: {nodeselector: {a: b}}', 'did you mean nodeSelector?'],
    ['one of a container', 'spec: {containers: [{name: a, imagee: b}]}', 'did you mean image?'],
    [
      'one that is cut short',
      'spec: {terminationGracePeriod: 3}',
      'did you mean terminationGracePeriodSeconds?',
    ],
    ['a misspelled directive', 'spec: {$pach: replace}', 'did you mean $patch?'],
    [
      'a directive that there is not',
      'spec: {$merge: {}}',
      'there is no such field; directives are $patch, $retainKeys, $deleteFromPrimitiveList/args',
    ],
    [
      'a text for an integer',
      'spec: {terminationGracePeriodSeconds: "4"}',
      'expected an integer, got "4": leave the quotes out',
    ],
    [
      'a word for an integer',
      'spec: {terminationGracePeriodSeconds: high}',
      'expected an integer, got "high"',
    ],
    [
      'a fraction for an integer',
      'spec: {terminationGracePeriodSeconds: 1.5}',
      'expected an integer, got 1.5',
    ],
    [
      'an integer of more than 32 bits',
      'spec: {containers: [{name: a, livenessProbe: {periodSeconds: 2147483648}}]}',
      'expected an integer from -2147483648 to 2147483647, got 2147483648',
    ],
    [
      'an integer that JavaScript does not know exactly',
      'spec: {terminationGracePeriodSeconds: 9007199254740993}',
      'expected an integer from -9007199254740992 to 9007199254740991, got 9007199254740992',
    ],
    [
      'a text for a bool',
      'spec: {hostPID: "true"}',
      'expected true or false, got "true": leave the quotes out',
    ],
    ['a word of YAML 1.1', 'spec: {hostPID: yes}', 'expected true or false, got "yes": write true'],
    ['another one', 'spec: {hostPID: off}', 'expected true or false, got "off": write false'],
    ['a number for a bool', 'spec: {hostPID: 1}', 'expected true or false, got 1'],
    [
      'a bool for a quantity',
      'spec: {containers: [{name: a, resources: {limits: {cpu: true}}}]}',
      'expected a quantity such as 4 or 16Gi, got true',
    ],
    [
      'no number at all',
      'spec: {containers: [{name: a, resources: {limits: {cpu: .inf}}}]}',
      'expected a quantity such as 4 or 16Gi, got Infinity',
    ],
    [
      'a mapping for a list',
      'spec: {containers: {name: web}}',
      'expected a list, got a mapping: begin each element with "- "',
    ],
    [
      'a text for a list',
      'spec: {containers: [{name: a, args: -x}]}',
      'expected a list, got "-x": begin each element with "- "',
    ],
    [
      'a list for a mapping',
      'metadata: {labels: [a]}',
      'expected a mapping, got a list: write its fields without "- "',
    ],
    ['a text for a mapping', 'spec: {affinity: none}', 'expected a mapping, got "none"'],
    [
      'what is no number, for a text',
      'spec: {schedulerName: .nan}',
      'expected a text, got NaN: put it in quotes',
    ],
    ['a mapping for a text', 'spec: {schedulerName: {a: b}}', 'expected a text, got a mapping'],
    [
      'an expression without quotes',
      'spec: {schedulerName: {$(ordinal)}}',
      'expected a text, got a mapping: put the expression in quotes',
    ],
    [
      'nothing as an element',
      'spec: {containers: [null]}',
      'expected a mapping, got null: remove the element',
    ],
    ['no key', 'spec: {containers: [{image: a}]}', 'expected name, by which'],
    ['an empty key', 'spec: {containers: [{name: "", image: a}]}', 'expected name, by which'],
    ['no key to delete by', 'spec: {containers: [{$patch: delete}]}', 'expected name, by which'],
    ['no path', 'spec: {containers: [{name: a, volumeMounts: [{name: b}]}]}', 'expected mountPath, by which'],
    [
      'a misspelled key, once',
      'spec: {containers: [{nmae: a}]}',
      'there is no such field; did you mean name?',
    ],
    [
      'a port in quotes',
      'spec: {containers: [{name: a, livenessProbe: {tcpSocket: {port: "80"}}}]}',
      'expected an integer or a name, got "80": leave the quotes out',
    ],
    ['an order of elements', 'spec: {$setElementOrder/containers: [{name: a}]}', 'kubectl computes it'],
    ['another directive', 'spec: {$patch: merge}', 'expected delete or replace, got "merge"'],
    ['an expression as a key', 'metadata: {labels: {"a-$(ordinal)": b}}', 'expected a key without $(…)'],
    ['half of a character', 'metadata: {labels: {a: "\\ud800"}}', 'expected whole characters'],
    [
      'the name of the pod',
      'metadata: {name: a}',
      'patches[0].metadata.name: it is part of the identity that the StatefulSet gives its pods: leave it out of the patch',
    ],
    [
      'a label of the controller',
      'metadata: {labels: {apps.kubernetes.io/pod-index: "1"}}',
      'use a label of your own',
    ],
    ['all labels', 'metadata: {labels: null}', 'patches[0].metadata.labels: they cannot be replaced'],
    ['all of the spec', 'spec: {$patch: replace}', 'patches[0].spec.$patch: it cannot be replaced'],
    ['no field', 'spec: {}', 'patches[0]: expected fields of the pod under metadata or spec, got none'],
    [
      'nothing but a condition',
      'when: "true"',
      'expected fields of the pod under metadata or spec, got none',
    ],
    ['nothing', 'metadata: null', 'expected fields of the pod under metadata or spec, got none'],
    [
      'all of them at once',
      'spec: {terminationGracePeriodSeconds: "4", hostPID: "true", containers: [{image: 1, args: {}}]}',
      'patches[0].spec.terminationGracePeriodSeconds: ',
      'patches[0].spec.hostPID: ',
      'patches[0].spec.containers[0].args: ',
    ],
  ];
  for (const [title, patch, ...expected] of rows) {
    it(title, () => {
      const { patches, mistakes } = one(patch);
      assert.deepEqual(patches, []);
      assert.equal(mistakes.length, expected.length, mistakes.join('\n'));
      for (const [index, part] of expected.entries()) {
        assert.match(mistakes[index] ?? '', /^line 2, patches\[0\]/);
        assert.ok(mistakes[index]?.includes(part), String(mistakes[index]));
      }
    });
  }

  it('with the line, and the place of a key or value', () => {
    const text =
      'patches:\n- spec:\n    terminationGracePeriodSeconds: 1\n    hostPID: "true"\n    nodeSelektor: {}\n';
    assert.deepEqual(readPatches(text).mistakes, [
      'line 4, patches[0].spec.hostPID: expected true or false, got "true": leave the quotes out',
      'line 5, patches[0].spec.nodeSelektor: there is no such field; did you mean nodeSelector?',
    ]);
  });

  it('of very many, the first ones are put into words', () => {
    const labels = Array.from({ length: 300 }, (_, index) => `a${index}: []`).join(', ');
    assert.equal(one(`metadata: {labels: {${labels}}}`).mistakes.length, MAX_COMPLAINTS_DESCRIBED);
  });
});

describe('what is allowed but may not be meant is noted', () => {
  const rows: [title: string, patch: string, code: string, message: string][] = [
    [
      'a field that is near no other one',
      'spec: {somethingOfTomorrow: 1}',
      'unknown-field',
      'patches[0].spec.somethingOfTomorrow: not a known field of PodSpec: an API server that does not know it either drops it without a word',
    ],
    [
      'a field of containers on the pod',
      'spec: {args: [a]}',
      'unknown-field',
      'patches[0].spec.args: not a known field of PodSpec: it is a field of containers: write it in an element of spec.containers',
    ],
    [
      'a field of the pod on a container',
      'spec: {containers: [{name: a, tolerations: []}]}',
      'unknown-field',
      'not a known field of Container: it is a field of the pod: write it under spec',
    ],
    [
      'what may be done with files, of the pod, on a container',
      'spec: {containers: [{name: a, securityContext: {fsGroup: 1}}]}',
      'unknown-field',
      'not a known field of SecurityContext: it is a field of the pod: write it under spec.securityContext',
    ],
    [
      'what a container may do, on the pod',
      'spec: {securityContext: {readOnlyRootFilesystem: true}}',
      'unknown-field',
      'PodSecurityContext: it is a field of containers: write it under securityContext of an element of spec.containers',
    ],
    [
      'a field of the StatefulSet',
      'spec: {replicas: 3}',
      'unknown-field',
      'not a known field of PodSpec: it is a field of the StatefulSet, and a patch has those of a pod',
    ],
    ['one that has a known name and more', 'spec: {restartPolicyRulesOfAll: 1}', 'unknown-field', 'PodSpec'],
    [
      'octal digits',
      'metadata: {labels: {a: 0400}}',
      'yaml-changed',
      'patches[0].metadata.labels.a: YAML reads 0400 as 256: put it in quotes to keep it',
    ],
    ['an exponent', 'metadata: {labels: {a: 1e3}}', 'yaml-changed', 'YAML reads 1e3 as 1000'],
    ['hexadecimal digits', 'metadata: {labels: {a: 0x10}}', 'yaml-changed', 'YAML reads 0x10 as 16'],
    ['a zero behind the point', 'metadata: {labels: {a: 1.0}}', 'yaml-changed', 'YAML reads 1.0 as 1'],
    ['a capital', 'metadata: {labels: {a: True}}', 'yaml-changed', 'YAML reads True as true'],
    [
      'nothing but mappings',
      'spec: {affinity: {nodeAffinity: {}}}',
      'empty-patch',
      'patches[0]: sets nothing',
    ],
  ];
  for (const [title, patch, code, message] of rows) {
    it(title, () => {
      const { notes, mistakes } = one(patch);
      assert.deepEqual(mistakes, []);
      assert.equal(notes.length, 1);
      assert.equal(notes[0]?.code, code);
      assert.ok(notes[0]?.message.includes(message), String(notes[0]?.message));
      assert.ok((notes[0]?.at ?? 0) > 0);
    });
  }

  const quiet: [title: string, patch: string][] = [
    ['a number that YAML leaves alone', 'metadata: {labels: {a: 2, b: -1.5, c: false}}'],
    ['a word of YAML 1.1, which stays a text', 'metadata: {labels: {a: on, b: 12:30}}'],
    [
      'a quantity: that of 1e3 is the one of 1000',
      'spec: {containers: [{name: a, resources: {limits: {cpu: 1e3}}}]}',
    ],
    [
      'a port for two protocols in a list that is replaced',
      'spec: {containers: [{name: a, ports: [{$patch: replace}, {containerPort: 53}, {containerPort: 53, protocol: UDP}]}]}',
    ],
    ['an empty mapping as an element', 'spec: {volumes: [{name: a, emptyDir: {}}]}'],
  ];
  for (const [title, patch] of quiet) it(`not ${title}`, () => assert.deepEqual(one(patch).notes, []));
});

it('of very many numbers, the first ones are compared with what is written', () => {
  const numbers = Array.from({ length: MAX_VALUES_LOOKED_AT / 2 }, () => '2').join(', ');
  const args = `[${numbers}, ${numbers}, 0400]`;
  const { notes, patches } = one(`spec: {containers: [{name: a, args: ${args}}, {name: b, args: [0400]}]}`);
  assert.deepEqual(notes, []);
  assert.match(JSON.stringify(patches), /"2","256"\]/);
});
