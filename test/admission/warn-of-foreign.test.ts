// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of others.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { lintSet } from '../../src/lint/lint-set.ts';
import { makeSet } from '../lint/read-sets.ts';

const OF_SETS = { group: 'apps', version: 'v1', resource: 'statefulsets' };

function apply(annotation: string) {
  const object: StatefulSetObject = {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', annotations: { 'per-pod-config': annotation } },
    spec: { template: { spec: { containers: [{ name: 'a' }] } } },
  };
  return validate({ uid: 'u', operation: 'CREATE', resource: OF_SETS, namespace: 'prod', object });
}

const warnings = (annotation: string) => {
  const decision = apply(annotation);
  assert.equal(decision.outcome, 'allow', JSON.stringify(decision));
  return 'warnings' in decision ? decision.warnings : [];
};
const message = (annotation: string) => {
  const decision = apply(annotation);
  assert.ok(decision.outcome === 'deny', JSON.stringify(decision));
  return decision.message;
};
const env = (value: string) => `env: [{name: A, value: '${value}'}]`;
const ZONE = 'variables: {Zone: a}\n';
const file = (text: string) => `volumes: [{mountPath: /a, files: {f: ${JSON.stringify(text)}}}]`;

describe('a variable of ours in another syntax is told with what was meant', () => {
  const invalid: [name: string, meant: string][] = [
    ['node-${ordinal}', '$(ordinal)'],
    ['node-$ordinal', '$(ordinal)'],
    ['node-${ORDINAL}', '$(ordinal)'],
    ['node-{{ .ordinal }}', '$(ordinal)'],
    ['node-{{ordinal}}', '$(ordinal)'],
    ['node-%ordinal%', '$(ordinal)'],
    ['${POD_NAME}-conf', '$(pod)'],
    ['conf-$NAMESPACE', '$(ns)'],
    ['conf-${variables.zone}', '$(variables.zone)'],
  ];
  for (const [name, meant] of invalid) {
    it(`${name} as the name of an object, which is an error`, () => {
      const told = message(`volumes: [{mountPath: /a, configMap: '${name}'}]`);
      assert.ok(told.includes('expected the name of an object'), told);
      assert.ok(told.endsWith(`: did you mean ${meant}?`), told);
    });
  }

  for (const value of ['{{ .ordinal }}', '{{ordinal}}', '%ordinal%']) {
    it(`${value} without quotes, which is no YAML`, () => {
      const told = message(`env:\n- name: A\n  value: ${value}`);
      assert.match(told, /line 3, column \d+: expected YAML, .*: did you mean \$\(ordinal\)\?$/);
    });
  }

  it('${ordinal} without quotes in flow style, which is none', () => {
    assert.match(message('env: [{name: A, value: ${ordinal}}]'), /: did you mean \$\(ordinal\)\?/);
  });

  it('as a key, which is one, too', () => {
    assert.match(
      message("volumes: [{mountPath: /a, configMap: {name: x, items: [{key: '${ordinal}.conf', path: a}]}}]"),
      /expected the key of an object.*did you mean \$\(ordinal\)\?$/,
    );
  });

  const valid: [title: string, annotation: string, warning: RegExp][] = [
    [
      'in a variable',
      env('${ordinal}'),
      /^env\[0\]\.value: \$\{ordinal\} is no expression and stays as it is; did you mean \$\(ordinal\)\?$/,
    ],
    ['beside an expression', env('$(pod)-$ordinal'), /\$ordinal is no expression.*\$\(ordinal\)\?$/],
    ['by another name', env('{{ .namespace }}'), /did you mean \$\(ns\)\?$/],
    ['in the short form', '/conf/${ordinal}', /^the path: .*did you mean \$\(ordinal\)\?$/],
    [
      'in the path of a file',
      "volumes: [{mountPath: /a, files: {'f-{{ordinal}}': x}}]",
      /did you mean \$\(ordinal\)\?$/,
    ],
    [
      "for a variable of the annotation's own",
      `${ZONE}env: [{name: A, value: '\${variables.Zone}'}, {name: B, value: $(variables.Zone)}]`,
      /^env\[0\]\.value: \$\{variables\.Zone\} is no expression and stays as it is; did you mean \$\(variables\.Zone\)\?$/,
    ],
    ['in the text of a file', file('id=$ordinal'), /did you mean \$\(ordinal\)\?$/],
  ];
  for (const [title, annotation, warning] of valid) {
    it(`${title}, where it is a warning`, () => {
      assert.equal(warnings(annotation).length, 1);
      assert.match(warnings(annotation)[0] ?? '', warning);
    });
  }

  it('as the name or prefix of a variable, which takes no expressions', () => {
    assert.deepEqual(
      warnings('env: [{name: A_$(ordinal), value: a}]\nenvFrom: [{configMap: a, prefix: B_$(ordinal)_}]'),
      [
        'env[0].name: takes no expressions; "A_$(ordinal)" stays as it is',
        'envFrom[0].prefix: takes no expressions; "B_$(ordinal)_" stays as it is',
      ],
    );
    assert.match(
      message('volumes: [{name: v-$(ordinal), mountPath: /a, configMap: x}]'),
      /volumes\[0\]\.name: expected a name .*, got "v-\$\(ordinal\)": this field takes no expressions$/,
    );
  });

  it('by lint, at its place', async () => {
    const { findings } = await lintSet(makeSet(env('a-${ordinal}')), () => undefined, new Set());
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [['no-expression', 'warning']],
    );
  });

  it('also within an expression', () => {
    assert.match(
      message(env('$($ordinal + 1)')),
      /unexpected `\$`: a variable is written by its name alone, as in `ordinal`/,
    );
  });
});

describe('no warning is given', () => {
  const rows: [title: string, annotation: string][] = [
    ['for variables of the container', env('${HOME} $PATH ${POD_NAME} %PATH% $$ordinal $${ordinal}')],
    ['for what an expression holds', env('$("${ordinal}")')],
    ['for the arithmetic of a shell, which is an expression, too', env('$((ordinal + 1))')],
    ['for a variable that a script sets itself', file('ordinal=${HOSTNAME##*-}\necho $ordinal\n')],
    ['for one that it reads in a loop', file('for ordinal in 0 1; do echo $ordinal; done\n')],
    [
      'for a variable that the annotation does not have',
      `${ZONE}env: [{name: A, value: '$(variables.Zone) \${variables.other} {{ variables.region }}'}]`,
    ],
    ['for the names that templates and scripts use', file('$name $index {{ .name }} ${pod} $service')],
    ['for other templates', file('{{ .Values.ordinal }} {{ range .peers }}')],
  ];
  for (const [title, annotation] of rows) {
    it(title, () => assert.deepEqual(warnings(annotation), []));
  }
});

it('a patch may hold a script, so only what nothing but an annotation calls so is told', () => {
  const args = (text: string) => `patches: [{spec: {containers: [{name: a, args: ['${text}']}]}}]`;
  assert.deepEqual(warnings(args('for pod in a b; do echo $pod; done')), []);
  assert.deepEqual(warnings(args('--id=$ordinal')), [
    'patches[0].spec.containers[0].args[0]: $ordinal is no expression and stays as it is; did you mean $(ordinal)?',
  ]);
});
