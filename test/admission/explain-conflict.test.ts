import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import type { ReadStatefulSet } from '../../src/admission/look-up.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { RawPod } from '../apply-independently.ts';
import { podRequest } from '../pod-request.ts';

/** What a template says, what another webhook makes of the pod, and what the denial tells and does not. */
interface Situation {
  readonly annotation: string;
  readonly template?: Partial<RawPod['spec']>;
  readonly change?: (spec: RawPod['spec']) => void;
  readonly tells: readonly RegExp[];
  readonly not?: RegExp;
}

const TEMPLATE = /StatefulSet's template, or|out of the StatefulSet's template/;
const CAUSE = /another admission webhook or policy is the cause, not the StatefulSet's template/;
const ADDED = /another admission webhook or policy added that container/;
const at = (name: string) => ({ volumeMounts: [{ name, mountPath: '/a' }] });

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'a mount of the template': {
    annotation: '/a',
    template: { containers: [{ name: 'web', ...at('v') }] },
    tells: [/take that mount out of the StatefulSet's template/],
    not: /another admission webhook/,
  },
  "another webhook's mount in the set's own container": {
    annotation: '/a',
    change: spec => Object.assign(spec.containers[0] ?? {}, at('v')),
    tells: [
      /container "web" has volume "v" at \/a already/,
      CAUSE,
      /name another path in the annotation, or exclude the pod/,
    ],
    not: TEMPLATE,
  },
  "the token of the pod's ServiceAccount, whose volume has another name each time": {
    annotation: '/var/run/secrets/kubernetes.io/serviceaccount/',
    change: spec =>
      Object.assign(spec.containers[0] ?? {}, {
        volumeMounts: [
          { name: 'kube-api-access-x7k2p', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
        ],
      }),
    tells: [
      /container "web" has the token of its ServiceAccount at \/var\/run\/secrets\/kubernetes.io\/serviceaccount\/ already; name another path in the annotation, or set automountServiceAccountToken: false in the StatefulSet's template$/,
    ],
    not: /x7k2p|another admission webhook/,
  },
  "another webhook's mount of another spelling": {
    annotation: '/a',
    change: spec =>
      Object.assign(spec.containers[0] ?? {}, { volumeMounts: [{ name: 'v', mountPath: '/a/' }] }),
    tells: [CAUSE],
    not: TEMPLATE,
  },
  "another webhook's variable in the set's own container": {
    annotation: 'env: [{name: ID, value: a}]',
    change: spec => Object.assign(spec.containers[0] ?? {}, { env: [{ name: 'ID', value: 'b' }] }),
    tells: [/container "web" has a variable ID already/, CAUSE, /take it out of the annotation, or exclude/],
    not: TEMPLATE,
  },
  "another webhook's volume": {
    annotation: '/a',
    change: spec => Object.assign(spec, { volumes: [{ name: 'per-pod-config-0', emptyDir: {} }] }),
    tells: [/another volume named "per-pod-config-0"/, CAUSE, /give a name in/],
    not: TEMPLATE,
  },
  'a volume that may be replaced, but for an init container of another webhook that writes it': {
    annotation: 'volumes: [{name: v, configMap: c}]',
    template: { containers: [{ name: 'web', ...at('v') }], volumes: [{ name: 'v', emptyDir: {} }] },
    change: spec => Object.assign(spec, { initContainers: [{ name: 'fill', ...at('v') }] }),
    tells: [
      CAUSE,
      /name another volume in volumes\[0\] of the annotation, or give a mountPath there and no name, or exclude/,
    ],
  },
  'a container of another webhook with a variable': {
    annotation: 'env: [{name: ID, value: a}]',
    change: spec => spec.containers.push({ name: 'agent', env: [{ name: 'ID', value: 'b' }] }),
    tells: [/container "agent" has a variable ID already/, ADDED, /`containers`/],
    not: TEMPLATE,
  },
  'a container of another webhook that the annotation names, and that the template does not have': {
    annotation: 'env: [{name: ID, value: a, containers: [agent]}]',
    change: spec => spec.containers.push({ name: 'agent', env: [{ name: 'ID', value: 'b' }] }),
    tells: [ADDED],
    not: TEMPLATE,
  },
  'one conflict of each kind': {
    annotation: '/a',
    template: { containers: [{ name: 'web', ...at('v') }] },
    change: spec => spec.containers.push({ name: 'agent', ...at('w') }),
    tells: [
      /container "web" has volume "v".*take that mount out of the StatefulSet's template/,
      /"agent" .*added that container/,
    ],
  },
};

async function explain(
  situation: Situation,
  on: 'set' | 'template',
  read?: ReadStatefulSet,
): Promise<string> {
  const annotations = { 'per-pod-config': situation.annotation };
  const set = {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', uid: 'u', ...(on === 'set' ? { annotations } : {}) },
    spec: {
      template: {
        ...(on === 'template' ? { metadata: { annotations } } : {}),
        spec: { containers: [{ name: 'web' }], ...situation.template },
      },
    },
  };
  const pod = structuredClone(makePod(set, 0)) as unknown as RawPod;
  situation.change?.(pod.spec);
  const answer: ReadStatefulSet = async (_namespace, _reference, part) => ({
    metadata: { uid: 'u', ...(on === 'set' ? { annotations } : {}) },
    ...(part === 'whole' ? { spec: set.spec as object } : {}),
  });
  const decision = await admit(podRequest(pod), read ?? answer);
  assert.ok(decision.outcome === 'deny', JSON.stringify(decision));
  assert.deepEqual([decision.reason, decision.code], ['conflict', 422]);
  return decision.message;
}

describe('a conflict is told with its cause', () => {
  for (const [title, situation] of Object.entries(SITUATIONS)) {
    for (const on of ['set', 'template'] as const) {
      it(`${title}, annotated on the ${on}`, async () => {
        const message = await explain(situation, on);
        for (const part of situation.tells) assert.match(message, part);
        if (situation.not !== undefined) assert.doesNotMatch(message, situation.not);
      });
    }
  }
});

describe('the template is taken to be the cause', () => {
  const situation = SITUATIONS["another webhook's mount in the set's own container"] as Situation;
  const rows: readonly [string, ReadStatefulSet][] = [
    ['if the StatefulSet cannot be read', () => Promise.reject(new Error('away'))],
    ['if it is gone', async () => undefined],
    ['if it has another uid', async () => ({ metadata: { uid: 'other' } })],
    ['if it is of no shape that is known', async () => ({ metadata: { uid: 'u' }, spec: { replicas: 1 } })],
  ];
  for (const [title, read] of rows) {
    it(title, async () => {
      assert.match(await explain(situation, 'template', read), TEMPLATE);
    });
  }
});

it('the StatefulSet is read once more for a denial, and not if it was read whole', async () => {
  const read = async (annotation: string) => {
    const parts: string[] = [];
    const situation = { ...(SITUATIONS['a mount of the template'] as Situation), annotation };
    await explain(situation, 'template', async (_namespace, _reference, part) => {
      parts.push(part);
      return { metadata: { uid: 'u' }, spec: { replicas: 3 } };
    });
    return parts;
  };
  assert.deepEqual(await read('/a'), ['whole']);
  assert.deepEqual(await read('volumes: [{mountPath: /a, configMap: "c-$(replicas)"}]'), ['whole']);
});
