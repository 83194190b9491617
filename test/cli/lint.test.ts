import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { fakeContext } from './fake-streams.ts';

const makeSet = (annotation: string, { replicas = 'replicas: 2', spec = '', metadata = 'name: web' } = {}) =>
  `apiVersion: apps/v1
kind: StatefulSet
metadata:
  ${metadata}
  annotations:
    per-pod-config: ${annotation}
spec:
  ${replicas}
  template:
    spec:
      containers: [{name: a}]
${spec}`;
const makeObject = (name: string, data = '{k: v}', kind = 'ConfigMap') =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${kind === 'Secret' ? 'stringData' : 'data'}: ${data}\n`;
const NODES = makeObject('node-0') + makeObject('node-1');

async function run(stdin: string, ...args: string[]) {
  const context = fakeContext({ stdin });
  const code = await runCli(['lint', '-', ...args], context);
  return { code, stdout: context.stdout.text, stderr: context.stderr.text };
}

async function find(stdin: string): Promise<readonly Finding[]> {
  const { stdout } = await run(stdin, '-o', 'json');
  return (JSON.parse(stdout) as { findings: Finding[] }).findings;
}

/** What stands in a text from a finding's place on. */
const textAt = (text: string, { line, column }: Finding) =>
  text.split('\n')[line - 1]?.slice(column - 1) ?? '';

type Row = readonly [title: string, input: string, severity: string, code: string, at: RegExp];

const ROWS: readonly Row[] = [
  [
    'an expression in a block scalar',
    makeSet('|\n      volumes:\n        - mountPath: /a\n          configMap: node-$(ordnal)'),
    'error',
    'invalid-annotation',
    /^ordnal\)$/,
  ],
  [
    'one in a quoted scalar within a quoted one',
    makeSet(`'{volumes: [{mountPath: /a, configMap: "n\\u006fde-$(ordnal)"}]}'`),
    'error',
    'invalid-annotation',
    /^ordnal\)/,
  ],
  [
    'one in a plain scalar of several lines',
    makeSet('{volumes: [{mountPath: /a,\n      configMap: $(ordnal)}]}').replace(
      '{volumes',
      '>-\n      {volumes',
    ),
    'error',
    'invalid-annotation',
    /^ordnal\)/,
  ],
  [
    'what Flux changes',
    makeSet("'volumes: [{mountPath: /a, files: {f: $$(x)}}]'") +
      `---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: k}\nspec: {postBuild: {substitute: {a: b}}}\n`,
    'warning',
    'flux-substitution',
    /^\$\$\(x\)/,
  ],
  [
    'what Kyverno takes for its own',
    `${makeSet('/a')}${NODES}---\napiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\nspec: {rules: [{mutate: {patchStrategicMerge: {metadata: {annotations: {per-pod-config: "n: $(ordinal)"}}}}}]}\n`,
    'warning',
    'kyverno-reference',
    /^\$\(ordinal\)/,
  ],
  [
    'a field that there is not',
    makeSet('|\n      volumes:\n        - mountPath: /a\n          configMap: n\n          readOnyl: true'),
    'error',
    'invalid-annotation',
    /^readOnyl: true$/,
  ],
  [
    'a value that becomes no name',
    makeSet('|\n      volumes:\n        - mountPath: /a\n          configMap: "NODE"'),
    'error',
    'invalid-annotation',
    /^"?NODE"/,
  ],
  ['a short form that is no path', makeSet('/a/..'), 'error', 'invalid-annotation', /^\/a/],
  ['no YAML in the annotation', makeSet('|\n      a: [\n'), 'error', 'invalid-annotation', /^/],
  ['an annotation that is no text', makeSet('{volumes: []}'), 'error', 'invalid-input', /^\{volumes/],
  [
    'a conflict',
    makeSet('/a', { spec: '      volumes: [{name: v, emptyDir: {}}]\n' }).replace(
      '{name: a}',
      '{name: a, volumeMounts: [{name: v, mountPath: /a}]}',
    ),
    'error',
    'conflict',
    /^\/a$/,
  ],
  [
    'a volume that is a claim',
    makeSet("'volumes: [{name: data, configMap: n}]'", {
      replicas: 'replicas: 2\n  volumeClaimTemplates: [{metadata: {name: data}}]',
    }),
    'error',
    'conflict',
    /^'volumes/,
  ],
  ['no YAML at all', `${makeSet('/a')}---\na: [\n`, 'error', 'invalid-input', /^/],
  [
    'a name that is none',
    makeSet('/a', { metadata: 'name: Web_1' }) + NODES,
    'error',
    'invalid-name',
    /^Web_1$/,
  ],
  [
    'a name too long for its pods',
    makeSet('/a', { metadata: `name: ${'w'.repeat(62)}` }) + NODES,
    'error',
    'invalid-name',
    /^w{62}$/,
  ],
  ['a key that is none', makeObject('m', '{"a b": v}'), 'error', 'invalid-name', /^v\}$/],
  [
    'a ConfigMap that is not there',
    makeSet('/a') + makeObject('node-0'),
    'warning',
    'missing-configmap',
    /^/,
  ],
  [
    'a Secret that is not there',
    makeSet('|\n      volumes: [{mountPath: /a, secret: s-$(ordinal)}]') + makeObject('s-0', '{}', 'Secret'),
    'warning',
    'missing-secret',
    /^s-\$/,
  ],
  [
    'a key that is not there',
    makeSet('|\n      volumes: [{mountPath: /a, configMap: {name: m, items: [{key: z, path: z}]}}]') +
      makeObject('m'),
    'warning',
    'missing-key',
    /^m, items/,
  ],
  [
    'a ConfigMap of variables that is not there',
    makeSet('|\n      envFrom: [{configMap: env-$(ordinal)}]') + makeObject('env-0'),
    'warning',
    'missing-configmap',
    /^env-\$/,
  ],
  [
    'an object that no pod uses, of pods that count from 1',
    makeSet('|\n      volumes: [{mountPath: /a, configMap: node-$(ordinal + 1)}]') +
      makeObject('node-1') +
      makeObject('node-2') +
      makeObject('node-7'),
    'warning',
    'orphan',
    /^node-7/,
  ],
  [
    'an object that no pod uses, of pods that count from the one before',
    makeSet('|\n      volumes: [{mountPath: /a, configMap: node-$(ordinal - 1)}]', {
      replicas: 'replicas: 2\n  ordinals: {start: 1}',
    }) +
      NODES +
      makeObject('node-7'),
    'warning',
    'orphan',
    /^node-7/,
  ],
  [
    'an object that no pod uses',
    makeSet('/a') + NODES + makeObject('node-5'),
    'warning',
    'orphan',
    /^node-5/,
  ],
  [
    'a subPath',
    makeSet('|\n      volumes: [{mountPath: /a, configMap: node-$(ordinal), subPath: k}]') + NODES,
    'warning',
    'sub-path',
    /^k\}\]$/,
  ],
  [
    'a mount that asks to be writable',
    makeSet('|\n      volumes: [{mountPath: /a, configMap: node-$(ordinal), readOnly: false}]') + NODES,
    'warning',
    'read-only',
    /^false\}\]$/,
  ],
  [
    'an init container that copies',
    makeSet('/a', {
      spec: `      volumes: [{name: v, emptyDir: {}}]
      initContainers:
        - {name: i, command: [sh, -c, "cp /x /y"], volumeMounts: [{name: v, mountPath: /v}]}
`,
    }).replace('{name: a}', '{name: a, volumeMounts: [{name: v, mountPath: /v}]}') + NODES,
    'warning',
    'copying-init-container',
    /^\{name: i/,
  ],
  [
    'replicas in an expression',
    makeSet("'env: [{name: R, value: $(replicas)}]'"),
    'warning',
    'scaling',
    /^'env/,
  ],
  ['too much data', makeObject('m', `{k: ${'x'.repeat(2 ** 20 + 1)}}`), 'error', 'too-large', /^\{k/],
  [
    'annotations that are too large',
    makeSet('/a', { metadata: 'name: web' }).replace(
      'annotations:',
      `annotations:\n    x: ${'x'.repeat(2 ** 18)}`,
    ) + NODES,
    'error',
    'too-large',
    /^x: xxx/,
  ],
];

describe('lint finds, with line and column', () => {
  for (const [title, input, severity, code, at] of ROWS) {
    it(title, async () => {
      const findings = await find(input);
      assert.deepEqual(
        findings.map(finding => [finding.severity, finding.code]),
        [[severity, code]],
        JSON.stringify(findings, undefined, 1).slice(0, 2_000),
      );
      for (const finding of findings) assert.match(textAt(input, finding), at);
    });
  }
});

describe('lint gives no false alarm', () => {
  const rows: readonly [title: string, input: string][] = [
    ['for what is well', makeSet('/a') + NODES],
    [
      'for a set without the annotation',
      makeSet('/a').replace('per-pod-config', 'other') + makeObject('node-7'),
    ],
    ['for objects that are elsewhere: there is none of their kind', makeSet('/a')],
    ['for an object whose name only looks like it', makeSet('/a') + NODES + makeObject('web-5')],
    [
      'for an object that something else names',
      `${makeSet('/a')}${NODES}${makeObject('node-5')}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {use: node-5}\n`,
    ],
    ['for the objects of a set that is scaled to none', makeSet('/a', { replicas: 'replicas: 0' }) + NODES],
    [
      'for those of a set that is left to an autoscaler',
      makeSet('/a', { replicas: 'minReadySeconds: 1' }) + NODES,
    ],
    [
      'for ordinals that start elsewhere',
      makeSet('/a', { replicas: 'replicas: 1\n  ordinals: {start: 5}' }) + makeObject('node-5'),
    ],
    [
      'for an optional object',
      makeSet('|\n      volumes: [{mountPath: /a, configMap: {name: z, optional: true}}]') + makeObject('m'),
    ],
    [
      'for data just at the limit, in base64 too',
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {k: ${Buffer.alloc(2 ** 20).toString('base64')}}\n`,
    ],
    [
      'for binary data just at the limit',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\nbinaryData: {k: ${Buffer.alloc(2 ** 20).toString('base64')}}\n`,
    ],
  ];
  for (const [title, input] of rows) it(title, async () => assert.deepEqual(await find(input), []));
});

describe('lint', () => {
  const BAD = makeSet('|\n      volumes:\n        - mountPath: /a\n          configMap: $(ordnal)');
  const UNWISE = makeSet('/a') + makeObject('node-0');

  it('writes as compilers do, and ends with 1 on errors', async () => {
    assert.deepEqual(await run(BAD), {
      code: 1,
      stdout: `<stdin>:9:24: error: StatefulSet default/web: annotation per-pod-config: line 3, volumes[0].configMap: unknown variable \`ordnal\`: did you mean \`ordinal\`? [invalid-annotation]
    $(ordnal)
      ^^^^^^
`,
      stderr: '1 StatefulSet: 1 error, 0 warnings\n',
    });
  });

  it('ends with 0 on warnings, with --strict with 1', async () => {
    const { code, stdout } = await run(UNWISE);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^<stdin>:6:21: warning: .*ConfigMap node-1 is not among the inputs: web-1 would wait for it \[missing-configmap\]\n$/,
    );
    assert.equal((await run(UNWISE, '--strict')).code, 1);
    assert.equal((await run(makeSet('/a') + NODES, '--strict')).code, 0);
  });

  it('-o github writes workflow commands, escaped', async () => {
    const { code, stdout } = await run(BAD, '-o', 'github');
    assert.equal(code, 1);
    assert.equal(
      stdout,
      '::error file=<stdin>,line=9,col=24,title=invalid-annotation%3A StatefulSet default/web::annotation per-pod-config: line 3, volumes[0].configMap: unknown variable `ordnal`: did you mean `ordinal`?%0A$(ordnal)%0A  ^^^^^^\n',
    );
    const percent = await run(makeSet('/a', { metadata: 'name: "50%,a:b"' }) + NODES, '-o', 'github');
    assert.ok(
      percent.stdout.includes('title=invalid-name%3A StatefulSet default/50%25%2Ca%3Ab::'),
      percent.stdout,
    );
  });

  it('-o json counts, too, and has the same exit code', async () => {
    const { code, stdout } = await run(BAD + UNWISE.replace('apiVersion', '---\napiVersion'), '-o', 'json');
    const { findings, ...count } = JSON.parse(stdout) as { findings: Finding[] };
    assert.deepEqual([code, count, findings.length], [1, { errors: 1, warnings: 1, statefulSets: 2 }, 2]);
  });

  it('says once that a kind cannot be checked', async () => {
    const { code, stderr } = await run(makeSet('/a'), '--strict');
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^note: there is no ConfigMap among the inputs, so it is not checked whether those named exist\n/,
    );
  });

  it('no object of a pod that was not tried out is an orphan: there were too many', async () => {
    const annotation = "'volumes: [{mountPath: /a, configMap: {name: node-$(ordinal), optional: true}}]'";
    const set = makeSet(annotation, { replicas: 'replicas: 1100' });
    assert.deepEqual(
      (await find(set + makeObject('node-1050'))).map(({ code }) => code),
      ['not-all-checked'],
    );
  });

  it('one object that many pods wait for is one finding', async () => {
    const [finding, ...others] = await find(
      makeSet('|\n      volumes: [{mountPath: /a, configMap: z}]', { replicas: 'replicas: 9' }) +
        makeObject('m'),
    );
    assert.deepEqual(others, []);
    assert.match(finding?.message ?? '', /web-0 and 8 other pods would wait for it$/);
  });

  it('an object that one or two pods wait for names them', async () => {
    for (const [replicas, names] of [
      [1, 'web-0'],
      [2, 'web-0 and web-1'],
      [3, 'web-0 and 2 other pods'],
    ] as const) {
      const [finding] = await find(
        makeSet('|\n      volumes: [{mountPath: /a, configMap: z}]', { replicas: `replicas: ${replicas}` }) +
          makeObject('m'),
      );
      assert.match(finding?.message ?? '', new RegExp(`: ${names} would wait for it$`));
    }
  });

  it('an object that the annotation names for no ordinal is no orphan', async () => {
    const volume = 'mountPath: /a\n          configMap: $(["node-0", "node-1"][ordinal])';
    const set = makeSet(`|\n      volumes:\n        - ${volume}`);
    assert.deepEqual(await find(set + NODES + makeObject('node-7')), []);
  });

  it('a Secret is no orphan for its name, where a ConfigMap would be one', async () => {
    assert.deepEqual(await find(makeSet('/a') + NODES + makeObject('node-7', '{}', 'Secret')), []);
  });

  it('a set can have a name of 52 characters, and an annotation that is null is an empty one', async () => {
    const name = 'w'.repeat(52);
    assert.deepEqual(await find(makeSet('/a', { metadata: `name: ${name}` }) + NODES), []);
    assert.deepEqual(
      (await find(makeSet('null'))).map(({ code, message }) => [code, /, got ""$/.test(message)]),
      [['invalid-annotation', true]],
    );
  });

  it('fields that are null are absent, as templates of Helm leave them', async () => {
    const nulls = makeSet('/a', {
      metadata: 'name: web\n  namespace:\n  labels: {a: }\n  uid:',
      replicas: 'replicas:\n  ordinals:\n  volumeClaimTemplates:\n  serviceName:',
      spec: '      volumes:\n      initContainers: null\n      nodeSelector: {a: }\n',
    }).replace(
      '{name: a}',
      '{name: a, env: [{name: A, value: }, {name: B, valueFrom: }], envFrom: , command: [null]}',
    );
    const node = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: web-0, namespace: , labels: }\n';
    for (const data of ['data:\n', 'data: {k: }\nbinaryData: {b: }\n']) {
      assert.deepEqual(await find(nulls + node.replace('web-0', 'node-0') + data), []);
    }
  });

  it('a key that kubectl names otherwise is a warning at its place, and the key is that', async () => {
    const annotation = '"volumes: [{mountPath: /a, configMap: {name: m, items: [{key: n, path: n}]}}]"';
    const input = makeSet(annotation) + makeObject('m', '{n: x}');
    const findings = await find(input);
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [
        ['missing-key', 'warning'],
        ['read-otherwise', 'warning'],
      ],
    );
    assert.match(textAt(input, findings[1] as Finding), /^n: x\}$/);
    assert.match(findings[1]?.message ?? '', /^kubectl names this key "false": put n in quotes$/);
  });

  it('a text that is none is an error at its place', async () => {
    const input = makeSet('/a').replace('{name: a}', '{name: a, env: [{name: A, value: 5}]}') + NODES;
    const [finding, ...others] = await find(input);
    assert.ok(finding !== undefined);
    assert.deepEqual([others, finding.code], [[], 'invalid-input']);
    assert.match(textAt(input, finding), /^5\}/);
    assert.match(finding.message, /value must be string, got 5: put it in quotes$/);
  });

  it('objects of another namespace are other objects', async () => {
    const input = makeSet('/a') + NODES.replaceAll('{name', '{namespace: prod, name');
    assert.deepEqual(
      (await find(input)).map(({ code }) => code),
      ['missing-configmap', 'missing-configmap'],
    );
    assert.equal((await run(input, '--strict', '-n', 'prod')).code, 0);
  });

  it('ends with 2 when called in a wrong way', async () => {
    for (const args of [['--loud'], ['-o', 'xml'], ['/nowhere']]) {
      const { code, stdout } = await run('', ...args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    }
  });
});
