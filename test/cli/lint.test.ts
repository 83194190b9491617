import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  [
    'a status that the template has',
    makeSet('/a').replace(
      '  template:\n',
      "  template:\n    metadata:\n      annotations:\n        per-pod-config/status: '{}'\n",
    ) + NODES,
    'error',
    'left-over-status',
    /^'\{\}'$/,
  ],
  [
    'a key that is none',
    makeSet('/a') + NODES + makeObject('m', '{"a b": v}'),
    'error',
    'invalid-name',
    /^v\}$/,
  ],
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
  [
    'too much data',
    `${makeSet('/a')}${NODES}${makeObject('m', `{k: ${'x'.repeat(2 ** 20 + 1)}}`)}`,
    'error',
    'too-large',
    /^\{k/,
  ],
  ['another key', makeSet('/a').replace('per-pod-config:', 'per-pod-conf:'), 'warning', 'no-effect', /^\/a/],
  [
    'an annotation of a Deployment in a List',
    `apiVersion: v1\nkind: List\nitems:\n${makeSet('/a').replaceAll(/^/gm, '  ').replace('  api', '- api').replace('StatefulSet', 'Deployment')}`,
    'warning',
    'no-effect',
    /^\/a/,
  ],
  [
    'an expression that kustomize replaced',
    makeSet('|\n      volumes: [{mountPath: /a, configMap: node-2}]') + NODES + makeObject('node-2'),
    'warning',
    'replaced-expression',
    /^\|/,
  ],
  ['nothing', '# nothing\n', 'warning', 'nothing-checked', /^/],
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
      'for a set without the annotation, beside one that has it',
      `${makeSet('/a', { replicas: 'replicas: 0' })}---\n${makeSet('/a', { metadata: 'name: other' }).replace('per-pod-config', 'other')}${makeObject('node-7')}`,
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
  ];
  for (const [title, input] of rows) it(title, async () => assert.deepEqual(await find(input), []));

  const text = Buffer.alloc(2 ** 20).toString('base64');
  for (const fields of [`kind: Secret\ndata: {k: ${text}}`, `kind: ConfigMap\nbinaryData: {k: ${text}}`]) {
    it(`for data just at the limit but a warning, in base64 too: ${fields.slice(0, 12)}`, async () => {
      const { code, stdout } = await run(
        `${makeSet('/a')}${NODES}---\napiVersion: v1\nmetadata: {name: a}\n${fields}\n`,
      );
      assert.equal(code, 0);
      assert.match(
        stdout,
        /^<stdin>:\d+:1: warning: .* kubectl apply copies the whole object .*--server-side.* \[too-large\]\n$/,
      );
    });
  }
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

  it('says of an object that kustomize renamed what to do', async () => {
    const [finding, ...more] = await find(
      makeSet('/a', { replicas: 'replicas: 1' }) + makeObject('prod-node-0'),
    );
    assert.deepEqual(more, []);
    assert.match(
      finding?.message ?? '',
      /; there is prod-node-0: .*; have the annotation name it prod-node-0$/,
    );
    const key = makeSet(
      '|\n      volumes: [{mountPath: /a, configMap: {name: m, items: [{key: z, path: z}]}}]',
    );
    assert.match((await find(key + makeObject('m')))[0]?.message ?? '', /would wait for it$/);
  });

  it('says nothing of that where the template names the object', async () => {
    const set = makeSet("'env: []'", { spec: '' }).replace(
      '{name: a}',
      '{name: a, envFrom: [{configMapRef: {name: node-0}}]}',
    );
    assert.match((await find(set + makeObject('prod-node-0')))[0]?.message ?? '', /would wait for it$/);
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

describe('lint that checked no pod', () => {
  const NONE = 'expected a StatefulSet among the inputs, got none';
  const rows: readonly [title: string, input: string, message: string][] = [
    ['has an empty input', '', NONE],
    ['has comments only', '# a\n---\n# b\n', NONE],
    ['has other objects only', makeObject('m'), NONE],
    [
      'has a set without the annotation',
      makeSet('/a').replace('per-pod-config', 'other'),
      'expected a StatefulSet with the annotation per-pod-config, got default/web without',
    ],
  ];
  for (const [title, input, message] of rows) {
    it(`says so: it ${title}`, async () => {
      const plain = await run(input);
      assert.equal(plain.code, 0);
      assert.equal(plain.stdout, `<stdin>:1:1: warning: no pod was checked: ${message} [nothing-checked]\n`);
      assert.equal((await run(input, '--strict')).code, 1);
    });
  }

  const runOn = async (command: string, path: string) => {
    const context = fakeContext();
    const code = await runCli([command, path], context);
    return { code, stdout: context.stdout.text, stderr: context.stderr.text };
  };
  const CHART = 'manifests/examples/helm-chart';

  it('says how to render a chart', async () => {
    const { stdout } = await runOn('lint', CHART);
    assert.equal(
      stdout,
      `${CHART}:1:1: warning: no pod was checked: ${NONE}; ${CHART} is a Helm chart: helm template ${CHART} | per-pod-config lint - [nothing-checked]\n`,
    );
  });

  it('says so of templates', async () => {
    for (const path of ['templates', 'templates/statefulset.yaml']) {
      const { code, stdout, stderr } = await runOn('lint', `${CHART}/${path}`);
      assert.equal(code, 1);
      assert.match(stdout, /; \{\{ is for templates of Helm: render them first, with helm template \[/);
      assert.ok(stderr.startsWith(`note: ${CHART} is a Helm chart: helm template ${CHART} |`), stderr);
    }
  });

  it('says so of a chart beside what was checked', async () => {
    const { code, stdout, stderr } = await runOn('lint', 'manifests/examples');
    assert.equal(code, 0);
    for (const line of stdout.trimEnd().split('\n')) {
      assert.match(line, /^manifests\/examples\/[\w-]+\/statefulset\.yaml:.* \[scaling\]$/);
    }
    assert.ok(stderr.startsWith(`note: ${CHART} is a Helm chart`), stderr);
  });

  it('says how to build a kustomization', async () => {
    const path = 'manifests/overlays/opt-in';
    const { stdout } = await runOn('lint', path);
    assert.ok(
      stdout.includes(`${path} is a kustomization: kubectl kustomize ${path} | per-pod-config lint -`),
    );
  });

  it('says how to build one whose files cannot be checked alone', async t => {
    const folder = mkdtempSync(join(tmpdir(), 'kustomization-'));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [set.yaml]\n');
    writeFileSync(join(folder, 'set.yaml'), makeSet('/a') + makeObject('node-0'));
    const NOTE = `note: ${folder} is a kustomization: kubectl kustomize ${folder} | per-pod-config lint -\n`;
    assert.ok((await runOn('lint', folder)).stderr.startsWith(NOTE));
    assert.ok((await runOn('lint', join(folder, 'kustomization.yaml'))).stderr.startsWith(NOTE));
    writeFileSync(join(folder, 'set.yaml'), makeSet('/a') + NODES);
    assert.doesNotMatch((await runOn('lint', folder)).stderr, /note/);
  });

  it('preview says the same in its one sentence', async () => {
    const { code, stderr } = await runOn('preview', CHART);
    assert.equal(code, 1);
    assert.equal(
      stderr,
      `error: ${NONE}; ${CHART} is a Helm chart: helm template ${CHART} | per-pod-config preview -\n`,
    );
  });

  const near = makeSet('/a').replace('per-pod-config:', 'per-pod-conf:');
  const HINT =
    'StatefulSet default/web: metadata.annotations: "per-pod-conf" has no effect; did you mean "per-pod-config"?';

  it('preview and why name a key that was meant', async () => {
    for (const args of [
      ['preview', '-'],
      ['why', 'web-0', '-f', '-'],
    ]) {
      const context = fakeContext({ stdin: near });
      await runCli(args, context);
      assert.ok((context.stdout.text + context.stderr.text).includes(HINT), args.join(' '));
    }
  });

  it('why says of a chart and of a Deployment where no pod is', async () => {
    const hints = [
      [CHART, '', 'is a Helm chart: helm template'],
      ['-', makeSet('/a').replace('StatefulSet', 'Deployment'), 'has no effect on this Deployment (apps/v1)'],
    ] as const;
    for (const [path, stdin, hint] of hints) {
      const context = fakeContext({ stdin });
      assert.equal(await runCli(['why', 'web-0', '-f', path], context), 2);
      assert.ok(context.stderr.text.includes(hint), context.stderr.text);
    }
  });
});
