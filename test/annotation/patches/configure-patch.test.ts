import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listPatchedContainers } from '../../../src/annotation/patches/list-patched-containers.ts';
import { MAX_COMPLAINTS_DESCRIBED } from '../../../src/bounds/bounds.ts';
import { WEB_2 } from '../../expression/web-2.ts';
import { readPatches } from './read-patches.ts';

const one = (patch: string) => readPatches(`patches:\n- ${patch}\n`);
const inWeb = (fields: string) => `spec: {containers: [{name: web, ${fields}}]}`;

describe('expressions in a patch are worked out for a pod', () => {
  const rows: [title: string, patch: string, expected: unknown][] = [
    ['as parts of texts', `metadata: {labels: {a: 'x-$(ordinal)'}}`, { metadata: { labels: { a: 'x-2' } } }],
    [
      'of type int',
      'spec: {terminationGracePeriodSeconds: $(ordinal + 1)}',
      { spec: { terminationGracePeriodSeconds: 3 } },
    ],
    [
      'of type list, in a block of lines',
      "spec: {containers: [{name: web, args: $(peers)}]}\n  metadata:\n    finalizers: |\n      $(peers.map(p,\n      p + '.example.com/a'))",
      {
        metadata: { finalizers: ['web-1.example.com/a', 'web-2.example.com/a', 'web-3.example.com/a'] },
        spec: { containers: [{ name: 'web', args: ['web-1', 'web-2', 'web-3'] }] },
      },
    ],
    ['of type bool', 'spec: {hostPID: $(ordinal == 2)}', { spec: { hostPID: true } }],
    [
      'of types int and bool, as texts',
      'metadata: {labels: {a: $(ordinal), b: $(ordinal > 5)}}',
      { metadata: { labels: { a: '2', b: 'false' } } },
    ],
    [
      'as quantities',
      `spec: {containers: [{name: a, resources: {limits: {cpu: $(ordinal), memory: '$(ordinal)Gi'}}}]}`,
      { spec: { containers: [{ name: 'a', resources: { limits: { cpu: '2', memory: '2Gi' } } }] } },
    ],
    [
      'as a port, by number and by name',
      'spec: {containers: [{name: a, livenessProbe: {tcpSocket: {port: $(80 + ordinal)}}}, {name: b, livenessProbe: {tcpSocket: {port: $(pod)}}}]}',
      {
        spec: {
          containers: [
            { name: 'a', livenessProbe: { tcpSocket: { port: 82 } } },
            { name: 'b', livenessProbe: { tcpSocket: { port: 'web-2' } } },
          ],
        },
      },
    ],
    [
      'as a whole list',
      inWeb('args: $(peers)'),
      { spec: { containers: [{ name: 'web', args: ['web-1', 'web-2', 'web-3'] }] } },
    ],
    [
      'as several elements of a list, or none',
      inWeb(`args: [a, '$(peers.filter(p, p != pod))', '$(peers.filter(p, p == "x"))', $(pod), z]`),
      { spec: { containers: [{ name: 'web', args: ['a', 'web-1', 'web-3', 'web-2', 'z'] }] } },
    ],
    [
      'as ints in a list of texts',
      inWeb('args: [$(ordinals), $(ordinal)]'),
      { spec: { containers: [{ name: 'web', args: ['1', '2', '3', '2'] }] } },
    ],
    [
      'as a list of ints',
      'spec: {securityContext: {supplementalGroups: $(ordinals)}}',
      { spec: { securityContext: { supplementalGroups: [1, 2, 3] } } },
    ],
    [
      'as a mapping of texts',
      `spec: {nodeSelector: '$({"a": pod, "b": "c"})'}`,
      { spec: { nodeSelector: { a: 'web-2', b: 'c' } } },
    ],
    [
      'as a mapping of ints, which become texts',
      `metadata: {labels: '$({"a": ordinal})'}`,
      { metadata: { labels: { a: '2' } } },
    ],
    [
      'as the keys and values of elements',
      `spec: {containers: [{name: 'c-$(ordinal)', image: a}, {name: web, image: b}]}`,
      {
        spec: {
          containers: [
            { name: 'c-2', image: 'a' },
            { name: 'web', image: 'b' },
          ],
        },
      },
    ],
    [
      'as elements that are mappings',
      inWeb(`env: '$(ordinals.map(o, {"name": "PEER_" + string(o), "value": set + "-" + string(o)}))'`),
      {
        spec: {
          containers: [
            {
              name: 'web',
              env: [
                { name: 'PEER_1', value: 'web-1' },
                { name: 'PEER_2', value: 'web-2' },
                { name: 'PEER_3', value: 'web-3' },
              ],
            },
          ],
        },
      },
    ],
    [
      'as more elements behind one that is written',
      inWeb(`env: [{name: A, value: b}, '$(ordinals.map(o, {"name": "P" + string(o)}))']`),
      {
        spec: {
          containers: [
            { name: 'web', env: [{ name: 'A', value: 'b' }, { name: 'P1' }, { name: 'P2' }, { name: 'P3' }] },
          ],
        },
      },
    ],
    [
      'as keys beside others that are written twice, as kubectl takes them',
      inWeb(`env: [{name: A}, {name: A}, {name: 'A$(ordinal)'}]`),
      { spec: { containers: [{ name: 'web', env: [{ name: 'A' }, { name: 'A' }, { name: 'A2' }] }] } },
    ],
    [
      'as ports of one number for two protocols',
      inWeb('ports: [{containerPort: $(50 + ordinal)}, {containerPort: 52, protocol: UDP}]'),
      {
        spec: {
          containers: [
            { name: 'web', ports: [{ containerPort: 52 }, { containerPort: 52, protocol: 'UDP' }] },
          ],
        },
      },
    ],
    [
      'in a field that is newer than the types',
      'spec: {somethingOfTomorrow: {a: $(ordinal), b: $(ordinals), c: "$(pod)-x"}}',
      { spec: { somethingOfTomorrow: { a: 2, b: [1, 2, 3], c: 'web-2-x' } } },
    ],
    [
      'beside null, and a dollar that is meant',
      `metadata: {annotations: {a: null, b: '$$(x) $(ordinal)'}}`,
      { metadata: { annotations: { a: null, b: '$(x) 2' } } },
    ],
    [
      'once they are longer than a name may be',
      inWeb(`args: ['${'x'.repeat(5_000)}$(ordinal)']`),
      {
        spec: { containers: [{ name: 'web', args: [`${'x'.repeat(5_000)}2`] }] },
      },
    ],
    [
      'whatever they give: an expression gives no further one',
      inWeb(`args: ['$("$" + "(ordinal)")']`),
      { spec: { containers: [{ name: 'web', args: ['$(ordinal)'] }] } },
    ],
  ];
  for (const [title, patch, expected] of rows) {
    it(title, () => {
      const { patches, mistakes, characters } = one(patch);
      assert.deepEqual(mistakes, []);
      assert.deepEqual(patches, [expected]);
      assert.equal(characters, JSON.stringify(expected).length);
    });
  }
});

describe('an expression whose type its field does not take is a mistake for every pod', () => {
  const FIELDS: Record<string, (value: string) => string> = {
    'a text': value => `spec: {schedulerName: ${value}}`,
    'an integer': value => `spec: {terminationGracePeriodSeconds: ${value}}`,
    'true or false': value => `spec: {hostPID: ${value}}`,
    'a quantity such as 4 or 16Gi': value =>
      `spec: {containers: [{name: web, resources: {limits: {cpu: ${value}}}}]}`,
    'an integer or a name': value => inWeb(`livenessProbe: {tcpSocket: {port: ${value}}}`),
    'a list': value => inWeb(`args: ${value}`),
    'a mapping': value => `spec: {nodeSelector: ${value}}`,
  };
  const TYPES: Record<string, string> = {
    string: "'$(pod)'",
    int: "'$(ordinal)'",
    bool: "'$(ordinal == 1)'",
    'list<string>': "'$(peers)'",
    'list<list<int>>': "'$([ordinals])'",
    'map<string, string>': `'$({"a": pod})'`,
  };
  /** All others are mistakes. */
  const TAKEN: Record<string, readonly string[]> = {
    'a text': ['string', 'int', 'bool'],
    'an integer': ['int'],
    'true or false': ['bool'],
    'a quantity such as 4 or 16Gi': ['string', 'int'],
    'an integer or a name': ['string', 'int'],
    'a list': ['list<string>'],
    'a mapping': ['map<string, string>'],
  };
  for (const [expected, write] of Object.entries(FIELDS)) {
    for (const [type, expression] of Object.entries(TYPES)) {
      const isTaken = TAKEN[expected]?.includes(type) ?? false;
      it(`${expected} ${isTaken ? 'takes' : 'does not take'} ${type}`, () => {
        const { requests, mistakes } = one(write(expression));
        if (isTaken) assert.equal(requests.length, 1, mistakes.join());
        else {
          assert.equal(mistakes.length, 1);
          assert.ok(
            mistakes[0]?.includes(`: expected ${expected}, got an expression of type ${type}`),
            String(mistakes[0]),
          );
        }
      });
    }
  }

  const rows: [title: string, patch: string, mistake: string][] = [
    [
      'what to do with a text for an integer',
      'spec: {terminationGracePeriodSeconds: $(pod)}',
      'of type string: put int(…) around it',
    ],
    [
      'what to do with a text for a bool',
      'spec: {hostPID: $(pod)}',
      'of type string: compare it, as in x == "true"',
    ],
    [
      'what to do with a list for a text',
      'spec: {schedulerName: $(peers)}',
      'of type list<string>: join it, as in x.join(",")',
    ],
    [
      'what to do with a text for a list',
      inWeb('args: $(pod)'),
      'of type string: put it in brackets, $([…])',
    ],
    [
      'a text around the expression',
      'spec: {terminationGracePeriodSeconds: "1$(ordinal)"}',
      'expected an integer, got a text with an expression in it: let the whole of it be one $(…)',
    ],
    [
      'an element of another type',
      inWeb(`args: ['$([peers])']`),
      'expected a text, got an expression of type list<list<string>>',
    ],
  ];
  for (const [title, patch, mistake] of rows) {
    it(`with ${title}`, () => {
      const { mistakes } = one(patch);
      assert.equal(mistakes.length, 1);
      assert.match(mistakes[0] ?? '', /^line 2, patches\[0\]\./);
      assert.ok(mistakes[0]?.endsWith(mistake), String(mistakes[0]));
    });
  }
});

describe('a value that its field does not take is a mistake for one pod', () => {
  const rows: [title: string, patch: string, mistake: string][] = [
    [
      'an integer of more than 32 bits',
      inWeb('livenessProbe: {periodSeconds: $(2147483646 + ordinal)}'),
      'line 2, patches[0].spec.containers[0].livenessProbe.periodSeconds, for ordinal 2: expected an integer from -2147483648 to 2147483647, got 2147483648',
    ],
    [
      'an integer that JSON cannot hold exactly',
      'spec: {terminationGracePeriodSeconds: $(9007199254740990 + ordinal)}',
      'got 9007199254740992',
    ],
    [
      'a key that another element has',
      `spec: {containers: [{name: 'web-$(ordinal)'}, {name: web-2}]}`,
      'line 2, patches[0].spec.containers, for ordinal 2: [1]: expected each name once, got "web-2" in two elements, which a patch merges into one',
    ],
    [
      'a key twice among elements that an expression gives',
      inWeb(`env: '$(ordinals.map(o, {"name": "A"}))'`),
      'patches[0].spec.containers[0].env, for ordinal 2: [1]: expected each name once, got "A" in two elements',
    ],
    [
      'an empty key',
      `spec: {containers: [{name: '$(ordinal == 2 ? "" : pod)', image: a}]}`,
      'patches[0].spec.containers, for ordinal 2: [0]: expected name, by which a patch finds the element of the pod, got none',
    ],
    [
      'an element without its key',
      inWeb(`env: '$(ordinals.map(o, {"value": "a"}))'`),
      'patches[0].spec.containers[0].env, for ordinal 2: [0]: expected name, by which',
    ],
    [
      'a misspelled field in a mapping',
      inWeb(`env: ['$({"name": "A", "valu": "b"})']`),
      'patches[0].spec.containers[0].env[0], for ordinal 2: valu: there is no such field; did you mean value?',
    ],
    [
      'a field in a mapping that is newer than the types',
      `spec: {securityContext: '$({"ofTomorrow": pod})'}`,
      'patches[0].spec.securityContext, for ordinal 2: ofTomorrow: not a known field of PodSecurityContext: write the mapping out',
    ],
    [
      'a field of another type in a mapping',
      `spec: {securityContext: '$({"runAsUser": pod})'}`,
      'patches[0].spec.securityContext, for ordinal 2: runAsUser: expected an integer, got "web-2"',
    ],
    [
      'an error of the expression',
      'spec: {terminationGracePeriodSeconds: "$(ordinals[9])"}',
      'index 9 is outside the list',
    ],
    ['one in a text', `metadata: {labels: {a: 'x$(peers[9])'}}`, 'index 9 is outside the list'],
    ['an unknown variable', 'spec: {terminationGracePeriodSeconds: $(ordnal)}', 'did you mean `ordinal`?'],
  ];
  for (const [title, patch, mistake] of rows) {
    it(title, () => {
      const { patches, mistakes } = one(patch);
      assert.deepEqual(patches, []);
      assert.ok(mistakes.length >= 1);
      assert.ok(mistakes[0]?.includes(mistake), String(mistakes[0]));
    });
  }

  it('and those of another patch are told beside it', () => {
    const text =
      'patches:\n- spec: {terminationGracePeriodSeconds: "$(ordinals[9])"}\n- spec: {terminationGracePeriodSeconds: "$(ordinals[8])"}\n';
    assert.equal(readPatches(text).mistakes.length, 2);
  });
});

it('of very many mistakes in what an expression gives, the first ones are put into words', () => {
  const { mistakes } = readPatches(`patches:\n- ${inWeb(`env: '$(peers.map(p, {"nmae": p}))'`)}`, {
    ...WEB_2,
    peers: Array.from({ length: 300 }, (_, index) => `p-${index}`),
  });
  assert.equal(mistakes.length, MAX_COMPLAINTS_DESCRIBED);
});

it('values of all patches together are bounded', () => {
  const peers = Array.from({ length: 1_500 }, (_, index) => `a-name-of-some-length-${index}`);
  const labels = Array.from({ length: 100 }, () => '$(peers)').join(', ');
  const { mistakes } = readPatches(`patches:\n- ${inWeb(`args: [${labels}]`)}`, { ...WEB_2, peers });
  assert.match(mistakes[0] ?? '', /expected a pod to get at most 524288 characters by its patches/);
});

it('the containers that patches name are listed, but for those that they delete or name by an expression', () => {
  const { requests } = readPatches(`patches:
- spec: {containers: [{name: a}, {name: b, $patch: delete}, {name: c-$(ordinal)}], initContainers: [{name: d}]}
- metadata: {labels: {a: b}}
- spec: {containers: '$(peers.map(p, {"name": p}))'}
`);
  assert.deepEqual(listPatchedContainers(requests), ['a', 'd']);
});
