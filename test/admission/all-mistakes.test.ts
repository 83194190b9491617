import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit } from '../../src/admission/admit.ts';
import type { Decision } from '../../src/admission/decision.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { validate } from '../../src/admission/validate.ts';
import { podRequest } from '../pod-request.ts';

const ANNOTATION = `volumes:
- {mountPath: /a, configMap: Node, containers: [sever]}
- {name: v, secret: x}
env:
- {name: A, value: $(ordnal), containers: [z]}
- {name: B, value: $(peers.size()), containers: [x, y]}
- {name: C, value: [5]}`;

function makeSet(annotation: string, replicas = 2): StatefulSetObject {
  return {
    apiVersion: 'apps/v1',
    metadata: { name: 'web', uid: 'u', annotations: { 'per-pod-config': annotation } },
    spec: { replicas, template: { spec: { containers: [{ name: 'server' }] } } },
  };
}

const OF_SETS = { group: 'apps', version: 'v1', resource: 'statefulsets' };

function apply(annotation: string, replicas?: number, operation = 'CREATE'): Decision {
  const object = makeSet(annotation, replicas);
  return validate({ uid: 'u', operation, resource: OF_SETS, namespace: 'prod', object, oldObject: object });
}

async function create(annotation: string): Promise<Decision> {
  const set = makeSet(annotation);
  return admit(podRequest(structuredClone(makePod(set, 1))), async () => ({
    metadata: { uid: 'u', annotations: set.metadata.annotations ?? {} },
    spec: set.spec,
  }));
}

const list = (decision: Decision) => {
  assert.ok(decision.outcome === 'deny', JSON.stringify(decision));
  assert.equal(decision.reason, 'invalid-annotation');
  return (decision.mistakes ?? []).map(({ message, at }) => [message.split('\n')[0], at]);
};

const EXPECTED = [
  /line 2, volumes\[0\]: expected containers to name one of server; got sever: did you mean server\? A container .*injectedContainers$/,
  /line 2, volumes\[0\]\.configMap, for ordinal \d: expected the name of an object .*, got "Node"$/,
  /line 3, volumes\[1\]: expected the pod to have a volume named "v" to replace, or a mountPath here; got neither$/,
  /line 5, env\[0\]: expected containers to name one of server; got z/,
  /line 5, env\[0\]\.value: unknown variable `ordnal`: did you mean `ordinal`\?$/,
  /line 6, env\[1\]: expected containers to name one of server; got x, y; a container that another webhook adds goes into injectedContainers$/,
  /line 7, env\[2\]\.value: expected string, got a list$/,
];

function assertAll(decision: Decision): void {
  const found = list(decision);
  assert.equal(found.length, EXPECTED.length, found.join('\n'));
  for (const [index, pattern] of EXPECTED.entries()) assert.match(String(found[index]?.[0]), pattern);
  assert.ok(found.every(([, at]) => typeof at === 'number'));
  const message = 'message' in decision ? decision.message : '';
  assert.ok(message.startsWith('annotation per-pod-config: line 2, volumes[0]: '));
  for (const pattern of EXPECTED) assert.match(message, new RegExp(pattern.source, 'm'));
}

describe('all that is wrong with an annotation, by itself and for a pod, is told at once', () => {
  it('when the StatefulSet is applied', () => assertAll(apply(ANNOTATION)));
  it('when a pod is created', async () => assertAll(await create(ANNOTATION)));

  it('what is wrong for any pod, also when there are to be none', () => {
    assert.deepEqual(
      list(apply(ANNOTATION, 0)).map(([message]) => String(message).split(':')[1]),
      [' line 5, env[0].value', ' line 7, env[2].value'],
    );
  });

  it('each as a warning of its own where an update has not changed it', () => {
    const decision = apply(ANNOTATION, 2, 'UPDATE');
    assert.ok(decision.outcome === 'allow');
    assert.equal(decision.warnings.length, EXPECTED.length);
    assert.match(decision.warnings[6] ?? '', /^annotation per-pod-config: line 7/);
  });

  it('too many replicas for peers, beside the rest', () => {
    const found = list(apply(ANNOTATION, 5_000)).map(([message]) => String(message));
    assert.match(
      found.at(-1) ?? '',
      /expected at most 4096 replicas where the annotation uses peers, got 5000$/,
    );
    assert.ok(found.some(message => message.includes('env[0].value')));
  });
});

it('at most ten mistakes are told, and how many more there are', () => {
  const env = Array.from({ length: 30 }, (_, index) => `- {name: A${index}, value: []}`);
  const found = list(apply(`env:\n${env.join('\n')}`));
  assert.equal(found.length, 11);
  assert.deepEqual(found.at(-1), ['annotation per-pod-config: and 20 more mistakes', undefined]);
});
