import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import { allow, type Decision, deny } from '../../src/admission/decision.ts';
import type { StatefulSet } from '../../src/admission/look-up.ts';
import type { Container } from '../../src/admission/pod.ts';
import { Reason } from '../../src/admission/reason.ts';
import { answer } from '../../src/admission/review.ts';
import { ReviewError } from '../../src/admission/review-error.ts';
import { validate } from '../../src/admission/validate.ts';
import { MAX_MESSAGE_LENGTH, MAX_STATUS_BYTES, MAX_WARNINGS_LENGTH } from '../../src/bounds/bounds.ts';
import { CONTROL, HOSTILE, LONG } from '../bounds/hostile-texts.ts';
import { podRequest } from '../pod-request.ts';

interface Case {
  readonly annotation?: string;
  readonly name?: string;
  readonly set?: string;
  readonly labels?: Record<string, string>;
  readonly containers?: readonly Container[];
  readonly volumes?: readonly { readonly name: string }[];
  readonly found?: Promise<StatefulSet | undefined>;
}

function makePod({ annotation, name = 'web-0', set = 'web', labels, containers, volumes }: Case) {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: set, uid: 'u', controller: true };
  const annotations = annotation === undefined ? undefined : { 'per-pod-config': annotation };
  return {
    metadata: { name, labels, annotations, ownerReferences: [owner] },
    spec: { containers: containers ?? [{ name: 'a' }], volumes },
  };
}

async function judge(one: Case): Promise<Decision> {
  try {
    return await admit(podRequest(makePod(one)), () => one.found ?? Promise.resolve(undefined));
  } catch (error) {
    // As the server does it.
    if (error instanceof ReviewError) return deny(Reason.invalidReview, error.message);
    throw error;
  }
}

/** All that the API server gets to show. */
function textsOf(decision: Decision): string[] {
  const { status, warnings = [] } = answer('u', decision).response;
  return status === undefined ? [...warnings] : [status.message];
}

const taken = (name: string, volume = 'v', mountPath = '/a') => ({
  name,
  volumeMounts: [{ name: volume, mountPath }],
});

type Row = readonly [where: string, makeCase: (text: string) => Case, advice: RegExp];

const ROWS: readonly Row[] = [
  [
    "a container's name",
    text => ({ annotation: '/a', containers: [taken(text)] }),
    /another path in the annotation$/,
  ],
  [
    "a volume's name",
    text => ({ annotation: '/a', containers: [taken('a', text)] }),
    /another path in the annotation$/,
  ],
  [
    'the name of a container with a variable of that name',
    text => ({
      annotation: 'env: [{name: A, value: b}]',
      containers: [{ name: text, env: [{ name: 'A', value: 'c' }] }],
    }),
    /or out of the annotation$/,
  ],
  ["the pod's name", text => ({ annotation: '/a', name: text }), /take the annotation off the pod$/],
  ["its set's name", text => ({ annotation: '/a', set: text }), /take the annotation off the pod$/],
  ['the name of a set that is gone', text => ({ set: text }), /the pod is left as it is$/],
  [
    'the name of a set that cannot be read, and why',
    text => ({ set: text, found: Promise.reject(new Error(text)) }),
    /The StatefulSet controller will try again$/,
  ],
  [
    "the pod's ordinal by its label",
    text => ({ annotation: '/a', labels: { 'apps.kubernetes.io/pod-index': text } }),
    /take that label out of the pod template$/,
  ],
  [
    'a key whose value is malformed',
    text => ({ labels: { [text]: 1 } as never }),
    /must be string, got 1: put it in quotes$/,
  ],
  [
    'a short annotation',
    text => ({ annotation: text.replace('x', 'y').slice(0, 200_000) }),
    /got "|is not: /,
  ],
  [
    'a field of the annotation',
    text => ({ annotation: JSON.stringify({ [text.slice(0, 200_000)]: 1 }) }),
    /there is no such field; known are /,
  ],
  [
    'a value in the annotation',
    text => ({ annotation: JSON.stringify({ volumes: text.slice(0, 200_000) }) }),
    /expected list, got "/,
  ],
  [
    'an alias in the annotation',
    text => ({ annotation: `volumes: *${text.slice(0, 200_000).replaceAll('\n', '')}` }),
    /expected YAML, got /,
  ],
  ['an expression', text => ({ annotation: `/a/$("${text.slice(0, 500)}" + 1)` }), /\n.*\n +\^+$/],
  [
    'a path that is twice in a volume',
    text => {
      const items = [1, 2].map(() => ({
        key: 'k',
        path: text.slice(0, 4_000).replaceAll(/[^\P{Cc}\u0085\u009b]/gu, ''),
      }));
      return {
        annotation: JSON.stringify({ volumes: [{ mountPath: '/a', configMap: { name: 'n', items } }] }),
      };
    },
    /twice$|got "/,
  ],
  [
    'the name of a volume that is to be replaced',
    text => ({ annotation: JSON.stringify({ volumes: [{ name: text.slice(0, 200_000), configMap: 'n' }] }) }),
    /got "/,
  ],
];

describe('what leaves through the webhook', () => {
  for (const [where, makeCase, advice] of ROWS) {
    it(`is escaped, whatever ${where} holds`, async () => {
      const [text = '', ...more] = textsOf(await judge(makeCase(HOSTILE)));
      assert.deepEqual(more, []);
      assert.match(text, /^per-pod-config: [a-z-]+: ./);
      assert.doesNotMatch(text, CONTROL);
      assert.doesNotMatch(text, /^error: b/m);
      assert.match(text, advice);
    });

    it(`is bounded and says what to do, however long ${where} is`, async () => {
      const [text = '', ...more] = textsOf(await judge(makeCase(LONG)));
      assert.deepEqual(more, []);
      assert.ok(text.length <= MAX_MESSAGE_LENGTH);
      assert.match(text, advice);
    });
  }

  it('is a denial that counts the conflicts of many containers', async () => {
    const containers = Array.from({ length: 3_000 }, (_, index) => taken(`c${index}`));
    const decision = await judge({ annotation: '/a', containers });
    assert.equal(decision.reason, Reason.conflict);
    const [text = ''] = textsOf(decision);
    assert.ok(text.length <= MAX_MESSAGE_LENGTH);
    assert.match(text, /container "c0" has .* container "c9" has .*\. There are 2,990 more such conflicts$/);
  });

  it('is all of a denial at its bound, with its prefix', () => {
    for (const reason of Object.values(Reason)) {
      const [text = ''] = textsOf(deny(reason, LONG));
      assert.equal(text.length, MAX_MESSAGE_LENGTH);
    }
  });

  it('has warnings together within their bound, with their prefixes', () => {
    const texts = textsOf(
      allow(Reason.valid, ...Array.from({ length: 500 }, (_, index) => `${index} ${'x'.repeat(500)}`)),
    );
    assert.ok(texts.join('').length <= MAX_WARNINGS_LENGTH);
    assert.match(texts.at(-1) ?? '', /^per-pod-config: valid: and \d+ more warnings$/);
  });

  it('has the warnings about a whole set first', () => {
    const volumes = Array.from({ length: 100 }, (_, index) => ({
      mountPath: `/${index}`,
      configMap: 'c-$(replicas)',
      subPath: 'f',
    }));
    const set = {
      apiVersion: 'apps/v1',
      metadata: { name: 'web', annotations: { 'per-pod-config': JSON.stringify({ volumes }) } },
      spec: { replicas: 1_000, template: { spec: { containers: [{ name: 'a' }] } } },
    };
    const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
    const request = {
      uid: 'u',
      operation: 'CREATE',
      resource,
      namespace: 'default',
      name: 'web',
      object: set,
    };
    const texts = textsOf(validate(request));
    assert.match(texts[0] ?? '', /uses replicas/);
    assert.match(texts[1] ?? '', /only 100 of 1000 pods were checked/);
    assert.match(texts.at(-1) ?? '', /and \d+ more warnings$/);
  });
});

describe('a status annotation', () => {
  it('that is too large is denied, with what to do', async () => {
    const volumes = Array.from({ length: 40 }, (_, index) => ({
      mountPath: `/${index}${'/x'.repeat(1_000)}`,
      configMap: 'n',
    }));
    const decision = await judge({ annotation: JSON.stringify({ volumes }) });
    assert.equal(decision.reason, 'too-large');
    const [text = ''] = textsOf(decision);
    assert.match(
      text,
      new RegExp(
        `^per-pod-config: too-large: the status of pod "web-0": .* ${MAX_STATUS_BYTES} bytes, got \\d+: use fewer`,
      ),
    );
  });

  it('is in ASCII what it is in JSON: the API server and kubectl show it raw', async () => {
    const decision = await judge({
      annotation: JSON.stringify({ volumes: [{ mountPath: '/a\u202e\u009bb', configMap: 'n' }] }),
    });
    const operations = decision.outcome === 'mount' ? decision.operations : [];
    assert.doesNotMatch(
      JSON.stringify(operations.filter(({ path }) => path.includes('annotations'))),
      CONTROL,
    );
  });
});
