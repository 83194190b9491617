// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of others.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';

const OF_SETS = { group: 'apps', version: 'v1', resource: 'statefulsets' };

function makeSet(annotation: string, container: object = {}): StatefulSetObject {
  return {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', uid: 'u', annotations: { 'per-pod-config': annotation } },
    spec: {
      replicas: 3,
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web', tier: 'db' } },
        spec: { containers: [{ name: 'main', image: 'main:1', ...container }] },
      },
    },
  };
}

const apply = (set: StatefulSetObject): Decision =>
  validate({
    uid: 'u',
    operation: 'CREATE',
    resource: OF_SETS,
    namespace: 'default',
    object: structuredClone(set),
  });

/** The pod of this ordinal as it is created. */
async function create(set: StatefulSetObject, ordinal: number): Promise<RawPod> {
  const pod = structuredClone(makePod(set, ordinal)) as unknown as RawPod;
  const decision = await admit(
    podRequest(pod),
    async () => ({ ...set, metadata: { uid: 'u', ...set.metadata } }) as never,
  );
  assert.ok(decision.outcome === 'mount', JSON.stringify(decision));
  return applyIndependently(pod, decision.operations);
}

const refuse = (annotation: string, message: RegExp, container?: object) => {
  const decision = apply(makeSet(annotation, container));
  assert.ok(decision.outcome === 'deny', JSON.stringify(decision));
  assert.match(decision.message, message);
  return decision;
};
const warningsOf = (annotation: string) => {
  const decision = apply(makeSet(annotation));
  assert.ok(decision.outcome === 'allow', JSON.stringify(decision));
  return decision.warnings;
};

describe('patches of an annotation reach the pods', () => {
  const annotation = `
patches:
  - metadata: {labels: {role: '$(ordinal == 0 ? "primary" : "replica")'}}
  - when: ordinal == 0
    spec:
      priorityClassName: primary
      containers:
        - {name: extra, image: "extra:$(ordinal)"}
        - {name: main, resources: {limits: {cpu: "4"}}}
env:
  - {name: ID, value: $(ordinal), containers: [extra], when: ordinal == 0}
  - {name: ROLE, value: 'role of $(pod)'}
`;
  const set = makeSet(annotation);

  it('each for the pods whose condition holds', async () => {
    assert.equal(apply(set).outcome, 'allow');
    const [primary, replica] = [await create(set, 0), await create(set, 1)];
    assert.equal(primary.spec['priorityClassName'], 'primary');
    assert.deepEqual(
      primary.spec.containers.map(({ name, env }) => [
        name,
        (env as { name: string }[]).map(one => one.name),
      ]),
      [
        ['extra', ['ID', 'ROLE']],
        ['main', ['ROLE']],
      ],
    );
    assert.deepEqual(
      replica.spec.containers.map(({ name }) => name),
      ['main'],
    );
    assert.deepEqual(
      [primary, replica].map(({ metadata }) => (metadata['labels'] as Record<string, string>)['role']),
      ['primary', 'replica'],
    );
  });

  it('and the status says what was changed and what was left out', async () => {
    const statuses = await Promise.all(
      [0, 1].map(async ordinal => {
        const { annotations } = (await create(set, ordinal)).metadata;
        return JSON.parse(annotations?.['per-pod-config/status'] ?? '') as Record<string, unknown>;
      }),
    );
    assert.deepEqual(statuses[0]?.['patched'], [
      'metadata.labels.role',
      'spec.containers[extra]',
      'spec.containers[main].resources.limits.cpu',
      'spec.priorityClassName',
    ]);
    assert.deepEqual(statuses[1]?.['patched'], ['metadata.labels.role']);
    assert.deepEqual(statuses[1]?.['leftOut'], [
      { where: 'env[0]', when: 'ordinal == 0' },
      { where: 'patches[1]', when: 'ordinal == 0' },
    ]);
  });
});

describe('a StatefulSet is refused', () => {
  it('whose patch changes a label by which it finds its pods, at the place of the patch', () => {
    const text =
      'patches:\n- metadata: {labels: {role: x}}\n- when: ordinal == 2\n  metadata: {labels: {app: other}}';
    const { mistakes } = refuse(
      text,
      /line 3, patches\[1\], for ordinal 2: metadata\.labels: .* by label app, .* got "other"/,
    );
    assert.equal(mistakes?.[0]?.at, text.indexOf('when'));
    refuse('patches: [{metadata: {labels: {app: null}}}]', /by label app, .* got no such label/);
  });

  it('and so is its pod, where the webhook has read the selector, since the annotation needs the whole StatefulSet', async () => {
    const set = makeSet('patches: [{metadata: {labels: {app: "$(peers[0])"}}}]');
    const pod = structuredClone(makePod(set, 1));
    const decision = await admit(
      podRequest(pod),
      async () => ({ ...set, metadata: { uid: 'u', ...set.metadata } }) as never,
    );
    assert.ok(decision.outcome === 'deny', JSON.stringify(decision));
    assert.match(decision.message, /by label app, .* got "web-0"/);
  });

  it('whose patch names a container that it does not have', () => {
    refuse(
      'patches: [{spec: {containers: [{name: mian, args: [a]}]}}]',
      /line 1, patches\[0\], for ordinal 0: the pod has no container "mian", .* did you mean main\?/,
    );
  });
});

describe('it is not', () => {
  it('where another label changes, or this one stays as it is', () => {
    assert.deepEqual(warningsOf('patches: [{metadata: {labels: {tier: x, app: web}}}]'), []);
  });

  it('and there is no warning of a container that a patch adds, nor of a variable of a shell in one', () => {
    const added = '{name: added, image: i, command: [sh, -c, "for pod in a; do echo ${pod} $name; done"]}';
    assert.deepEqual(
      warningsOf(
        `{patches: [{spec: {containers: [${added}]}}], env: [{name: A, value: a, containers: [main, added]}]}`,
      ),
      [],
    );
  });

  it('but of one that can only be meant as ours there is', () => {
    const told = warningsOf('patches: [{metadata: {annotations: {note: "$(pod) ${ordinal}"}}}]');
    assert.match(told.join(), /no expression and stays as it is; did you mean \$\(ordinal\)\?/);
  });
});

describe('what the API server would refuse of the patched pod is refused when the set is applied', () => {
  it('with the patch that brings it in, its line, the ordinal and the field', () => {
    const text = [
      'patches:',
      '- metadata: {labels: {role: x}}',
      '- spec: {containers: [{name: main, resources: {requests: {cpu: "2"}, limits: {cpu: "$(ordinal)"}}}]}',
      '- metadata: {labels: {role: "$(pod) of $(set)"}}',
    ].join('\n');
    const { mistakes } = refuse(text, /./);
    assert.deepEqual(
      mistakes?.map(({ message }) => message.replace(/: expected.*/s, '')),
      [
        'annotation per-pod-config: line 3, patches[1], for ordinal 0: spec.containers[main].resources.requests.cpu',
        'annotation per-pod-config: line 4, patches[2], for ordinal 0: metadata.labels.role',
      ],
    );
  });

  it('not what one patch breaks and the next one mends', () => {
    const limit = (cpu: string) =>
      `{spec: {containers: [{name: main, resources: {limits: {cpu: "${cpu}"}}}]}}`;
    assert.deepEqual(
      warningsOf(
        `patches: [{spec: {containers: [{name: main, resources: {requests: {cpu: "2"}}}]}}, ${limit('1')}, ${limit('3')}]`,
      ),
      [],
    );
  });

  it('a limit below the request that the API server makes of the template\u2019s own limit, too', () => {
    const annotation = 'patches: [{spec: {containers: [{name: main, resources: {limits: {cpu: "1"}}}]}}]';
    refuse(annotation, /resources\.requests\.cpu: expected at most the limit, 1, got 2/, {
      resources: { limits: { cpu: '2' } },
    });
    const both =
      'patches: [{spec: {containers: [{name: main, resources: {limits: {cpu: "1"}, requests: {cpu: "1"}}}]}}]';
    assert.equal(apply(makeSet(both, { resources: { limits: { cpu: '2' } } })).outcome, 'allow');
  });

  it('but nothing that the template has already, wrong or not: that is not the patch\u2019s', () => {
    const annotation = 'patches: [{metadata: {labels: {role: x}}}]';
    assert.equal(apply(makeSet(annotation, { imagePullPolicy: 'Sometimes' })).outcome, 'allow');
  });
});
