import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { allow } from '../../src/admission/decision.ts';
import { Reason } from '../../src/admission/reason.ts';
import { type AdmissionRequest, answer } from '../../src/admission/review.ts';
import { validate, validateInTurns } from '../../src/admission/validate.ts';

interface Case {
  /** The annotation on the StatefulSet's own metadata, and on its template. */
  readonly own?: string;
  readonly template?: string;
  /** YAML of the pod's spec, of the set's spec beside the template, and of its metadata. */
  readonly pod?: string;
  readonly spec?: string;
  readonly metadata?: string;
}

const annotated = (text: string | undefined) =>
  text === undefined ? {} : { annotations: { 'per-pod-config': text } };

function makeSet({
  own,
  template,
  pod = 'containers: [{name: server}]',
  spec = '{}',
  metadata = '{}',
}: Case) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', ...annotated(own), ...(parse(metadata) as object) },
    spec: {
      replicas: 3,
      serviceName: 'web',
      ...(parse(spec) as object),
      template: { metadata: { labels: { app: 'web' }, ...annotated(template) }, spec: parse(pod) as object },
    },
  };
}

function makeRequest(object: unknown, more: Partial<AdmissionRequest> = {}): AdmissionRequest {
  return {
    uid: 'u',
    operation: 'CREATE',
    resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
    namespace: 'prod',
    name: 'web',
    object,
    ...more,
  };
}

const judge = (situation: Case) => validate(makeRequest(makeSet(situation)));

describe('a StatefulSet of which the controller would not know a pod', () => {
  const judgeStart = (replicas: number) =>
    judge({ own: '/a', spec: `{replicas: ${replicas}, ordinals: {start: 2147483647}}` });

  it('is denied as that pod would be: its ordinal is not of 32 bits', () => {
    const decision = judgeStart(2);
    assert.equal(decision.outcome, 'deny');
    assert.equal(decision.reason, 'no-ordinal');
    assert.match('message' in decision ? decision.message : '', /got "web-2147483648"/);
  });

  it('is valid up to the last ordinal', () => {
    assert.equal(judgeStart(1).outcome, 'allow');
  });
});

describe('a StatefulSet whose name leaves its pods no room', () => {
  const judgeName = (length: number, spec = '{}', more: Partial<AdmissionRequest> = {}) => {
    const set = makeSet({ own: '/a', spec, metadata: `name: ${'w'.repeat(length)}` });
    const { outcome, reason, ...rest } = validate(makeRequest(set, more));
    return [outcome, reason, 'warnings' in rest ? rest.warnings.length : 0];
  };

  it('is denied from 54 characters on, and warned of at 53: the hash may have a digit less', () => {
    assert.deepEqual(judgeName(52), ['allow', 'valid', 0]);
    assert.deepEqual(judgeName(53), ['allow', 'valid', 1]);
    assert.deepEqual(judgeName(54), ['deny', 'invalid-name', 0]);
    assert.deepEqual(judgeName(63), ['deny', 'invalid-name', 0]);
  });

  it('is only warned of while it has no pods', () => {
    assert.deepEqual(judgeName(63, 'replicas: 0'), ['allow', 'valid', 1]);
  });

  it('is only warned of when it is there already: nobody can change its name', () => {
    const oldObject = makeSet({ metadata: `name: ${'w'.repeat(54)}` });
    assert.deepEqual(judgeName(54, '{}', { operation: 'UPDATE', oldObject }), ['allow', 'valid', 1]);
  });

  it('is denied where a pod has so many digits that its own name is too long', () => {
    const start = (ordinal: number) => `{replicas: 1, ordinals: {start: ${ordinal}}}`;
    assert.deepEqual(judgeName(52, start(2_147_483_647)), ['allow', 'valid', 0]);
    assert.deepEqual(judgeName(53, start(999_999_999)), ['allow', 'valid', 1]);
    assert.deepEqual(judgeName(53, start(1_000_000_000)), ['deny', 'invalid-name', 0]);
    assert.deepEqual(judgeName(53, '{replicas: 2, ordinals: {start: 999999999}}'), [
      'deny',
      'invalid-name',
      0,
    ]);
  });

  it('is none of our business without the annotation', () => {
    const set = makeSet({ metadata: `name: ${'w'.repeat(63)}` });
    assert.equal(validate(makeRequest(set)).reason, 'not-annotated');
  });
});

describe('labels that only the controller adds', () => {
  const HASH = 'labels["controller-revision-hash"]';
  const variable = (expression: string) => `env: [{name: A, value: '$(${expression})'}]`;
  const rows: [title: string, text: string, outcome: string][] = [
    ['its index', variable('labels["apps.kubernetes.io/pod-index"]'), 'allow'],
    [
      'its name',
      variable('{"web-0": "a", "web-1": "b", "web-2": "c"}[labels["statefulset.kubernetes.io/pod-name"]]'),
      'allow',
    ],
    ['the hash of its revision', `volumes: [{mountPath: /a, configMap: 'conf-$(${HASH})'}]`, 'allow'],
    ['a part of it', variable(`${HASH}.split("-")[1].substring(0, 9)`), 'allow'],
    ['another label', variable('labels["pod-template-hash"]'), 'deny'],
  ];
  for (const [title, own, outcome] of rows) {
    it(`${title}: ${outcome}`, () => assert.equal(judge({ own }).outcome, outcome));
  }

  it('cause a warning where what is wrong may be so only for a guessed hash', () => {
    for (const own of [
      variable(`{"web-5d4f": "a"}[${HASH}]`),
      `volumes: [{mountPath: '/a', configMap: '$(${HASH} == "web-5d4f" ? "a" : "A")'}]`,
    ]) {
      const decision = judge({ own });
      assert.equal(decision.outcome, 'allow');
      assert.match(
        'warnings' in decision ? (decision.warnings[0] ?? '') : '',
        /^not checked, as label controller-revision-hash is not known yet: annotation per-pod-config: line 1, .*, for ordinal 0: /,
      );
    }
  });

  it('are no excuse for another pod, nor do they hide another warning', () => {
    const later = `env: [{name: B, value: '$(ordinal == 1 ? {"web-5d4f": "a"}[${HASH}] : "b")'}]\nvolumes: [{mountPath: /a, configMap: '$(ordinal == 2 ? "A" : "a")'}]`;
    assert.equal(judge({ own: later }).reason, 'invalid-annotation');
    const decision = judge({ own: `env: [{name: A, value: '$(replicas)$({"a": "b"}[${HASH}])'}]` });
    assert.equal('warnings' in decision ? decision.warnings.length : 0, 2);
  });

  it('are no excuse for what is wrong elsewhere', () => {
    const own = `env: [{name: A, value: '$(labels.site)'}, {name: B, value: '$(${HASH})'}]`;
    assert.equal(judge({ own }).reason, 'invalid-annotation');
  });
});

describe("a StatefulSet of OpenKruise's", () => {
  const judgeKruise = (situation: Case) =>
    validate(
      makeRequest(
        { ...makeSet(situation), apiVersion: 'apps.kruise.io/v1beta1' },
        { resource: { group: 'apps.kruise.io', version: 'v1beta1', resource: 'statefulsets' } },
      ),
    );
  for (const bad of ['0-Infinity', '5-4', '-1', '-3--1', '1-', 'x', '3', '', '1-2-3', '0-9007199254740992']) {
    it(`is denied with the reserved ordinal ${JSON.stringify(bad)}`, () => {
      const decision = judgeKruise({ own: '/a', spec: `reserveOrdinals: [1, 2-3, ${JSON.stringify(bad)}]` });
      assert.equal(decision.reason, 'no-ordinal');
      const text = 'message' in decision ? decision.message : '';
      assert.ok(text.startsWith('spec.reserveOrdinals[2]: expected an ordinal'), text);
      assert.ok(text.endsWith(`got ${JSON.stringify(bad)}`), text);
    });
  }

  it('is denied with a negative number', () => {
    const decision = judgeKruise({ own: '/a', spec: 'reserveOrdinals: [-1]' });
    assert.ok(decision.outcome === 'deny' && decision.message.endsWith('got -1'));
  });

  it('is valid with numbers and ranges that overlap', () => {
    assert.deepEqual(
      judgeKruise({ own: '/a', spec: 'reserveOrdinals: [1, 0-4, 3-6, 7, 00-01]' }),
      allow(Reason.valid),
    );
    assert.deepEqual(judgeKruise({ own: '/a', spec: 'reserveOrdinals:' }), allow(Reason.valid));
  });

  it('is denied with a dot in its name, which no host name has', () => {
    const decision = judgeKruise({ own: '/a', metadata: 'name: web.eu' });
    assert.ok(decision.outcome === 'deny' && decision.reason === 'invalid-name');
    assert.match(decision.message, /no dots, .* got "web\.eu"/);
  });

  it('is denied where what is reserved puts the last ordinal above 32 bits', () => {
    const spec = (replicas: number) => `{replicas: ${replicas}, reserveOrdinals: [0-2147483645]}`;
    assert.equal(judgeKruise({ own: '/a', spec: spec(2) }).outcome, 'allow');
    assert.equal(judgeKruise({ own: '/a', spec: spec(3) }).reason, 'no-ordinal');
  });
});

describe('a StatefulSet whose pods can have what it asks for is valid', () => {
  const rows: [title: string, situation: Case, reason: string][] = [
    ['not annotated', {}, 'not-annotated'],
    ['the short form', { own: '/conf' }, 'valid'],
    ['on the template', { template: '/conf' }, 'valid'],
    ['on the template, which wins over an invalid one', { own: 'conf', template: '/conf' }, 'valid'],
    [
      'large files with the annotation on the metadata',
      { own: `volumes: [{mountPath: /a, files: {a: ${'x'.repeat(140_000)}}}]` },
      'valid',
    ],
    [
      'no replicas',
      { own: 'volumes: [{mountPath: /a, configMap: "$(peers[7])"}]', spec: 'replicas: 0', template: '/a' },
      'valid',
    ],
    [
      'being deleted',
      { own: 'conf', metadata: 'deletionTimestamp: "2026-01-01T00:00:00Z"' },
      'not-applicable',
    ],
    [
      'every variable but those that scaling changes',
      {
        template:
          'env: [{name: A, value: "$(ordinal) $(index) $(pod) $(set) $(ns) $(service) $(labels.app)"}]',
      },
      'valid',
    ],
  ];
  for (const [title, situation, reason] of rows) {
    it(title, () => assert.deepEqual(judge(situation), { outcome: 'allow', reason, warnings: [] }));
  }

  it('one of two billion replicas is checked in no time', () => {
    const { outcome } = judge({ own: '/conf', spec: 'replicas: 2147483647' });
    assert.equal(outcome, 'allow');
  });

  for (const request of [
    { operation: 'DELETE' },
    { subResource: 'scale' },
    { resource: { group: 'apps', version: 'v1', resource: 'deployments' } },
    { resource: { group: 'example.com', version: 'v1', resource: 'statefulsets' } },
  ]) {
    it(`none of our business: ${JSON.stringify(request)}`, () => {
      const decision = validate(makeRequest(makeSet({ own: 'conf' }), request));
      assert.deepEqual(decision, { outcome: 'allow', reason: 'not-applicable', warnings: [] });
    });
  }
});

describe('a StatefulSet whose pods would be denied is denied, in the same words', () => {
  const rows: [title: string, situation: Case, reason: string, message: RegExp][] = [
    [
      'no path',
      { own: 'conf' },
      'invalid-annotation',
      /annotation per-pod-config: expected an absolute path .* got "conf"/,
    ],
    [
      'an unknown field',
      { own: 'volumes: [{mountpath: /a, configMap: b}]' },
      'invalid-annotation',
      /volumes\[0\]\.mountpath: .* did you mean mountPath\?/,
    ],
    [
      'an unknown variable',
      { own: '/a/$(ordnal)' },
      'invalid-annotation',
      /unknown variable `ordnal`: did you mean `ordinal`\?\n/,
    ],
    [
      'an invalid name for one ordinal',
      { own: "volumes: [{mountPath: /a, configMap: \"$(ordinal == 2 ? 'A' : 'a')\"}]" },
      'invalid-annotation',
      /for ordinal 2: expected the name of an object/,
    ],
    [
      'an error for the last of many',
      {
        own: "volumes: [{mountPath: /a, configMap: \"$(ordinal == 4999 ? 'A' : 'a')\"}]",
        spec: 'replicas: 5000',
      },
      'invalid-annotation',
      /for ordinal 4999/,
    ],
    [
      'an error from the first ordinal on',
      { own: '/$(10 / (ordinal - 5))', spec: '{replicas: 1, ordinals: {start: 5}}' },
      'invalid-annotation',
      /for ordinal 5: .*zero/,
    ],
    [
      'a mount path that is taken',
      {
        own: '/conf',
        pod: '{containers: [{name: server, volumeMounts: [{name: x, mountPath: /conf}]}], volumes: [{name: x, emptyDir: {}}]}',
      },
      'conflict',
      /container "server" has volume "x" at \/conf already/,
    ],
    [
      'a variable that is taken',
      { own: 'env: [{name: A, value: b}]', pod: 'containers: [{name: server, env: [{name: A, value: c}]}]' },
      'conflict',
      /container "server" has a variable A already/,
    ],
    [
      'no such container',
      { own: 'volumes: [{mountPath: /a, configMap: b, containers: [sever]}]' },
      'invalid-annotation',
      /one of server; got sever: did you mean server\?/,
    ],
    [
      'no such volume',
      { own: 'volumes: [{name: conf, configMap: b}]' },
      'invalid-annotation',
      /expected the pod to have a volume named "conf"/,
    ],
    [
      'a volume that is a claim',
      {
        own: 'volumes: [{name: data, configMap: b}]',
        pod: '{containers: [{name: server, volumeMounts: [{name: data, mountPath: /data}]}]}',
        spec: 'volumeClaimTemplates: [{metadata: {name: data}}]',
      },
      'conflict',
      /volume "data" of the pod is PersistentVolumeClaim "data-web-0", which is never replaced/,
    ],
    [
      'a claim in place of a volume of the template',
      {
        own: 'volumes: [{name: data, mountPath: /data, configMap: b}]',
        pod: '{containers: [{name: server}], volumes: [{name: data, configMap: {name: c}}]}',
        spec: 'volumeClaimTemplates: [{metadata: {name: data}}]',
      },
      'conflict',
      /PersistentVolumeClaim "data-web-0", .*give another name, or none, in volumes\[0\] of the annotation/,
    ],
    [
      'an emptyDir that an init container still fills',
      {
        own: 'volumes: [{name: conf, configMap: b}]',
        pod: `
          initContainers: [{name: copy, volumeMounts: [{name: conf, mountPath: /mnt}]}]
          containers: [{name: server, volumeMounts: [{name: conf, mountPath: /conf}]}]
          volumes: [{name: conf, emptyDir: {}}]`,
      },
      'conflict',
      /an emptyDir that init container "copy" can write to, .*remove that init container/,
    ],
    [
      'files that are too large, the annotation on the template counted',
      { template: `volumes: [{mountPath: /a, files: {a: ${'x'.repeat(140_000)}}}]` },
      'too-large',
      /^all annotations of pod "web-0", with its files: .* 262144 bytes, got 280\d{3}: put large files into ConfigMaps$/,
    ],
    [
      'too many peers',
      { own: '/$(peers[0])', spec: 'replicas: 5000' },
      'invalid-annotation',
      /at most 4096 replicas where the annotation uses peers, got 5000/,
    ],
  ];
  for (const [title, situation, reason, message] of rows) {
    it(title, () => {
      const decision = judge(situation);
      assert.equal(decision.reason, reason);
      assert.equal(decision.outcome, 'deny');
      if (decision.outcome === 'deny') assert.match(decision.message, message);
    });
  }
});

describe('what is legal but unwise is a warning', () => {
  const copy = (command: string, volumes = 'volumes: [{name: conf, emptyDir: {}}]') => `
initContainers: [{name: init, command: [sh, -c, "${command}"], volumeMounts: [{name: conf, mountPath: /mnt}]}]
containers: [{name: server, volumeMounts: [{name: conf, mountPath: /etc/conf}]}]
${volumes}`;
  const partitioned = (text: string) => `updateStrategy: {type: RollingUpdate, rollingUpdate: {${text}}}`;
  const rows: [title: string, situation: Case, warning: RegExp | undefined][] = [
    [
      'subPath',
      { own: 'volumes: [{mountPath: /a, configMap: b, subPath: c}]' },
      /volumes\[0\]: Kubernetes never updates a subPath mount/,
    ],
    [
      'readOnly: false',
      { own: 'volumes: [{mountPath: /a, configMap: b, readOnly: false}]' },
      /^volumes\[0\]\.readOnly: has no effect; Kubernetes always mounts ConfigMaps, Secrets and files read-only/,
    ],
    ['readOnly: true', { own: 'volumes: [{mountPath: /a, configMap: b, readOnly: true}]' }, undefined],
    [
      'an init container that copies',
      { own: '/conf', pod: copy('cp /tmp/node-0/* /mnt') },
      /init container "init" seems to copy configuration still/,
    ],
    [
      'an init container that writes',
      { own: '/conf', pod: copy('echo server-id=100 > /mnt/server-id.cnf') },
      /init container "init" seems to copy/,
    ],
    [
      'an init container that does something else',
      { own: '/conf', pod: copy('chown -R 1000 /mnt') },
      undefined,
    ],
    [
      'an init container that copies to where it stays',
      {
        own: '/conf',
        pod: copy('cp a /mnt', 'volumes: [{name: conf, persistentVolumeClaim: {claimName: c}}]'),
      },
      undefined,
    ],
    [
      'replicas and peers on the metadata',
      { own: 'env: [{name: A, value: "$(replicas) $(peers[0])"}]' },
      /the annotation uses replicas and peers: scaling later does not change pods that run/,
    ],
    [
      'ordinals and pods on the metadata',
      { own: 'env: [{name: A, value: "$(pods[0].name) $(ordinals[0])"}]' },
      /the annotation uses ordinals and pods: scaling later does not change pods that run/,
    ],
    [
      'peers on the template: scaling does not change it',
      { template: 'env: [{name: A, value: "$(peers[0])"}]' },
      /the annotation uses peers: scaling later does not change pods that run/,
    ],
    [
      'a partition, which the annotation on the metadata knows nothing of',
      { own: '/conf', spec: partitioned('partition: 2') },
      /^the partition \(2\) does not hold back the StatefulSet's own annotation: any pod gets the newest/,
    ],
    [
      'a partition, and the annotation on the template',
      { template: '/a', spec: partitioned('partition: 2') },
      undefined,
    ],
    ['a partition of 0', { own: '/conf', spec: partitioned('partition: 0') }, undefined],
    ['a partition that is null', { own: '/conf', spec: partitioned('partition: ~') }, undefined],
    ['no partition', { own: '/conf', spec: partitioned('') }, undefined],
    ['no rolling update', { own: '/conf', spec: 'updateStrategy: {type: OnDelete}' }, undefined],
    [
      'more pods than are checked',
      { own: '/conf', spec: 'replicas: 101' },
      /only 100 of 101 pods were checked/,
    ],
    ['as many pods as are checked', { own: '/conf', spec: 'replicas: 100' }, undefined],
  ];
  for (const [title, situation, warning] of rows) {
    it(title, () => {
      const decision = judge(situation);
      assert.equal(decision.reason, 'valid');
      assert.ok(decision.outcome === 'allow');
      assert.equal(decision.warnings.length, warning === undefined ? 0 : 1);
      if (warning !== undefined) assert.match(decision.warnings[0] ?? '', warning);
    });
  }
});

it('no more pods are checked than there is time for, and a warning says so', () => {
  let left = 3;
  const request = makeRequest(makeSet({ own: '/conf', spec: 'replicas: 9' }));
  const decision = validate(request, () => left-- > 0);
  assert.deepEqual(decision, allow(Reason.valid, 'only 3 of 9 pods were checked'));
});

describe('the pods that are checked are those that there are', () => {
  const names = (...listed: string[]) =>
    `volumes: [{mountPath: /a, configMap: '$(${JSON.stringify(listed)}[ordinal])'}]`;
  const spec = 'replicas: 2\nreserveOrdinals: [1]';

  it('none with a reserved ordinal of OpenKruise', () => {
    assert.equal(judge({ own: names('x', 'BAD_NAME', 'z'), spec }).outcome, 'allow');
  });

  it('and those behind it', () => {
    assert.equal(judge({ own: names('x', 'y', 'BAD_NAME'), spec }).outcome, 'deny');
  });

  it('the last of many, too', () => {
    const own = 'volumes: [{mountPath: /a, configMap: \'$(ordinal == 1200 ? "BAD" : "good")\'}]';
    const many = 'replicas: 1000\nordinals: {start: 1}\nreserveOrdinals: [5-204]';
    assert.equal(judge({ own, spec: many }).outcome, 'deny');
    assert.equal(judge({ own: own.replace('1200', '1201'), spec: many }).outcome, 'allow');
  });
});

it('no pod is checked where there are too many reserved ordinals to sort', () => {
  const spec = (count: number) =>
    `reserveOrdinals: [${Array.from({ length: count }, (_, index) => index).join(', ')}]`;
  assert.deepEqual(judge({ own: '/conf', spec: spec(4_096) }), allow(Reason.valid));
  assert.deepEqual(
    judge({ own: '/conf', spec: spec(4_097) }),
    allow(Reason.valid, 'only 0 of 3 pods were checked'),
  );
  const decision = judge({ own: '/conf/$(index)', spec: spec(4_097) });
  assert.ok(
    decision.outcome === 'deny' && decision.message.includes('expected at most 4096 reserved ordinals'),
  );
});

it('no more pods are checked than may have so many containers, volumes and operations together', () => {
  const containers = Array.from({ length: 1_000 }, (_, index) => `{name: c${index}}`).join(', ');
  const decision = judge({ own: '/conf', pod: `containers: [${containers}]`, spec: 'replicas: 100' });
  assert.deepEqual(decision, allow(Reason.valid, 'only 25 of 100 pods were checked'));
});

it('another pod is checked as long as those before have no more parts than the bound', () => {
  // Each pod has 1,561 containers and as many mounts, a volume that is counted in the pod and in the patch, and the status.
  const containers = Array.from({ length: 1_560 }, (_, index) => `{name: c${index}}`).join(', ');
  const pod = `initContainers: [{name: init}]\ncontainers: [${containers}]`;
  const decision = judge({ own: '/conf', pod, spec: 'replicas: 100' });
  assert.deepEqual(decision, allow(Reason.valid, 'only 17 of 100 pods were checked'));
});

it('a StatefulSet without replicas has no pods that could be denied', () => {
  const own = 'env: [{name: A, value: a, containers: [unknown]}]';
  assert.equal(judge({ own, spec: 'replicas: 1' }).outcome, 'deny');
  assert.equal(judge({ own, spec: 'replicas: 0' }).outcome, 'allow');
});

it('the check pauses at least once for each pod', () => {
  const pauses = [...validateInTurns(makeRequest(makeSet({ own: '/conf', spec: 'replicas: 50' })))];
  assert.ok(pauses.length >= 50);
});

it('a StatefulSet is the same after its pods were tried out', () => {
  const own =
    'volumes: [{mountPath: /a, configMap: a}, {name: v, secret: s}]\nenv: [{name: A, value: a}]\nenvFrom: [{configMap: a}]';
  const pod = `
    volumes: [{name: v, configMap: {name: old}}]
    initContainers: [{name: init, env: [{name: B}], envFrom: [{prefix: c}], volumeMounts: [{name: v, mountPath: /v}]}]
    containers: [{name: server, env: [{name: B}], envFrom: [{prefix: c}], volumeMounts: [{name: v, mountPath: /v}]}]`;
  const set = makeSet({ template: own, pod });
  const before = structuredClone(set);
  assert.equal(validate(makeRequest(set)).outcome, 'allow');
  assert.deepEqual(set, before);
});

describe('an update', () => {
  it('of a valid set that changes nothing is valid', () => {
    const set = makeSet({ own: '/conf' });
    const request = makeRequest(set, { operation: 'UPDATE', oldObject: structuredClone(set) });
    assert.deepEqual(validate(request), allow(Reason.valid));
  });

  const update = (old: Case, now: Case) =>
    validate(makeRequest(makeSet(now), { operation: 'UPDATE', oldObject: makeSet(old) }));

  it('that makes it invalid is denied', () => {
    assert.equal(update({ own: '/conf' }, { own: 'conf' }).outcome, 'deny');
    assert.equal(update({ own: 'conf' }, { own: 'other' }).outcome, 'deny');
    const pod =
      '{containers: [{name: server, volumeMounts: [{name: x, mountPath: /conf}]}], volumes: [{name: x, emptyDir: {}}]}';
    assert.equal(update({ own: '/conf' }, { own: '/conf', pod }).outcome, 'deny');
  });

  it('of something else passes with the error for a warning, so that an invalid set can still be changed', () => {
    const decision = update({ own: 'conf' }, { own: 'conf', metadata: 'labels: {a: b}' });
    assert.equal(decision.outcome, 'allow');
    assert.equal(decision.reason, 'invalid-annotation');
    const answered = answer('u', decision).response.warnings?.[0] ?? '';
    assert.match(
      answered,
      /^per-pod-config: invalid-annotation: annotation per-pod-config: expected .* got "conf"$/,
    );
  });

  it('gets a warning of one line, since the API server drops others', () => {
    const own = '/a/$(ordnal)';
    const decision = update({ own }, { own, metadata: 'labels: {a: b}' });
    const [warning] = answer('u', decision).response.warnings ?? [];
    assert.match(warning ?? '', /unknown variable `ordnal`: did you mean `ordinal`\?$/);
  });
});

describe('a StatefulSet of a shape that no API server sends is an error that names the place', () => {
  const set = makeSet({ own: '/a' });
  const rows: [unknown, RegExp][] = [
    [{ ...set, spec: [] }, /^request\.object\.spec must be object, got an array/],
    [{ ...set, spec: { ...set.spec, replicas: -1 } }, /\.spec\.replicas must be >= 0, got -1/],
    [{ ...set, spec: { ...set.spec, replicas: 1e12 } }, /\.spec\.replicas must be <= 2147483647/],
    [
      { ...set, spec: { ...set.spec, template: { spec: {} } } },
      /\.template\.spec must have required property 'containers'/,
    ],
  ];
  for (const [object, message] of rows) {
    it(String(message), () =>
      assert.throws(() => validate(makeRequest(object)), { name: 'ReviewError', message }),
    );
  }
});

describe('a StatefulSet whose annotation the webhook does not read', () => {
  const PREFIX = 'metadata.annotations: "per-pod-conf" has no effect';

  it('is admitted with a warning, under another key', () => {
    const decision = judge({ metadata: '{annotations: {per-pod-conf: /a}}' });
    assert.equal(decision.reason, Reason.notAnnotated);
    assert.deepEqual('warnings' in decision && decision.warnings, [
      `${PREFIX}; did you mean "per-pod-config"?`,
    ]);
  });

  it('is admitted with a warning, as a label', () => {
    const decision = judge({ metadata: '{labels: {per-pod-config: a}}' });
    assert.equal(decision.outcome, 'allow');
    assert.equal('warnings' in decision && decision.warnings.length, 1);
  });

  it('is told so beside the one that it reads', () => {
    const decision = judge({ template: '/a', metadata: '{annotations: {per-pod-conf: /a}}' });
    assert.equal(decision.reason, Reason.valid);
    assert.ok('warnings' in decision && decision.warnings[0]?.startsWith(PREFIX));
  });
});

describe('nulls, which a custom resource keeps', () => {
  const kruise = {
    resource: { group: 'apps.kruise.io', version: 'v1beta1', resource: 'statefulsets' },
  };
  const NULLS = `
    replicas: null
    ordinals: null
    serviceName: null
    reserveOrdinals: null
    updateStrategy: {rollingUpdate: null}
    volumeClaimTemplates: null`;
  const pod =
    '{volumes: null, initContainers: null, subdomain: null, containers: [{name: server, command: [null], env: [{name: A, value: null}], envFrom: null}]}';
  const metadata = '{labels: null, uid: null, deletionTimestamp: null}';

  for (const [title, request] of [
    ['Kubernetes', {}],
    ['OpenKruise', kruise],
  ] as const) {
    const judgeNulls = (object: unknown) => validate(makeRequest(object, request));

    it(`an annotated StatefulSet of ${title} is valid with them`, () => {
      const decision = judgeNulls(makeSet({ own: '/a', spec: NULLS, pod, metadata }));
      assert.deepEqual(decision, { ...allow(Reason.valid) });
    });

    it(`one of ${title} without the annotation is let through, whatever its shape is`, () => {
      const set = makeSet({});
      for (const object of [
        makeSet({ spec: NULLS, pod, metadata }),
        { ...set, spec: null },
        { ...set, spec: { ...set.spec, template: null } },
        { ...set, spec: { ...set.spec, replicas: '3' } },
        makeSet({ pod: '{containers: null}' }),
        makeSet({ pod: '{containers: [null], volumes: [null]}' }),
        { ...set, metadata: { ...set.metadata, annotations: null } },
      ]) {
        assert.deepEqual(judgeNulls(object), allow(Reason.notAnnotated));
      }
    });

    it(`an annotation of ${title} that is null is an empty text, which says nothing`, () => {
      const set = makeSet({});
      const annotations = { 'per-pod-config': null };
      for (const object of [
        { ...set, metadata: { ...set.metadata, annotations } },
        { ...set, spec: { ...set.spec, template: { ...set.spec.template, metadata: { annotations } } } },
      ]) {
        const decision = judgeNulls(object);
        assert.equal(decision.reason, 'invalid-annotation');
        assert.match('message' in decision ? (decision.message ?? '') : '', /got ""$/);
      }
    });
  }

  it('are denied in a list, where the API server would find no name', () => {
    const object = makeSet({ own: '/a', pod: '{containers: [{name: server, env: [null]}]}' });
    assert.throws(() => validate(makeRequest(object)), /env\.0 must have required property 'name'/);
  });
});
