import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { MatchCondition } from '../../src/status/conditions/meet-conditions.ts';
import { makeSelect, type NamespaceLabels, type Sent } from '../../src/status/is-called.ts';
import type { LabelSelector } from '../../src/status/matches-selector.ts';
import { matchesSelector } from '../../src/status/matches-selector.ts';
import type { WebhookConfiguration } from '../../src/status/webhook-facts.ts';

const read = (path: string) =>
  parse(
    readFileSync(new URL(`../../manifests/base/${path}`, import.meta.url), 'utf8'),
  ) as WebhookConfiguration;

const BASE = read('mutatingwebhookconfiguration.yaml');
const OWN = { 'statefulset.kubernetes.io/pod-name': 'web-0' };
const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'u', controller: true };
const podWith = (labels: Record<string, string>, metadata: Sent['metadata'] = {}): Sent => ({
  metadata: { name: 'web-0', labels, ownerReferences: [owner], ...metadata },
});
const select = (
  mutating: Parameters<typeof makeSelect>[0],
  pod = podWith(OWN),
  labels: NamespaceLabels['labels'] = named('prod'),
) => makeSelect(mutating)({ name: 'prod', labels }, pod);
const withConditions = (...matchConditions: MatchCondition[]): WebhookConfiguration => ({
  webhooks: (BASE.webhooks ?? []).map(webhook => ({ ...webhook, matchConditions })),
});
const named = (name: string, more = {}) => ({ 'kubernetes.io/metadata.name': name, ...more });

describe('whether the webhook is called, by the manifests', () => {
  const rows: readonly [
    title: string,
    namespace: NamespaceLabels['labels'],
    labels: Record<string, string>,
    is?: boolean,
  ][] = [
    ['a pod of a StatefulSet', named('prod'), OWN, true],
    ['before Kubernetes 1.21 namespaces have no such label', {}, OWN, true],
    ['any other pod', named('prod'), {}, false],
    ['kube-system', named('kube-system'), OWN, false],
    ['a namespace that is disabled', named('prod', { 'per-pod-config': 'disabled' }), OWN, false],
    ['a namespace that is not there', undefined, OWN, true],
    ['a namespace that we may not read', 'unknown', OWN],
    ['any other pod of one that we may not read', 'unknown', {}, false],
  ];
  for (const [title, namespace, labels, is] of rows) {
    it(`${is ?? 'not known'}: ${title}`, () =>
      assert.equal(select(BASE, podWith(labels), namespace).called, is));
  }

  it('is not known where we may not read, and not the case where there is no configuration', () => {
    assert.equal(select('unknown').called, undefined);
    assert.equal(select(undefined).called, false);
  });
});

describe('whether the webhook is called, by its matchConditions', () => {
  const OWNED = {
    name: 'owned-by-statefulset',
    expression:
      'has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(owner, has(owner.controller) && ' +
      "owner.controller && owner.kind == 'StatefulSet' && owner.apiVersion.matches('^apps([.]kruise[.]io)?/v[0-9a-z]+$'))",
  };
  const ANNOTATED = {
    name: 'annotated',
    expression: "has(object.metadata.annotations) && 'per-pod-config' in object.metadata.annotations",
  };
  const WHO = { name: 'who', expression: "request.userInfo.username != 'admin'" };
  const both = withConditions(OWNED, ANNOTATED);

  it('is so for a pod that meets all of them', () => {
    const annotated = podWith(OWN, { annotations: { 'per-pod-config': '/etc/node' } });
    assert.deepEqual([select(withConditions(OWNED)).called, select(both, annotated).called], [true, true]);
  });

  it('names the condition that is false, and asks for the annotation on the template where that is what it lacks', () => {
    assert.equal(
      select(both, podWith(OWN, { ownerReferences: null })).why,
      'the webhook is not called: its matchCondition owned-by-statefulset is false for this pod',
    );
    assert.equal(
      select(both).why,
      'the webhook is not called: its matchCondition annotated is false for this pod: it looks for the annotation on the pod only, so ' +
        'put the annotation on the pod template (spec.template.metadata.annotations)',
    );
  });

  it('is not known where who asks decides, unless another condition is false', () => {
    const { called, why } = select(withConditions(OWNED, WHO));
    assert.equal(called, undefined);
    assert.equal(why, 'its matchCondition who decides, which cannot be evaluated here');
    assert.equal(select(withConditions(WHO, ANNOTATED)).called, false);
  });

  it('does not depend on the namespace where a condition is false', () => {
    assert.equal(select(withConditions(ANNOTATED), podWith(OWN), 'unknown').called, false);
    assert.equal(select(withConditions(OWNED), podWith(OWN), 'unknown').called, undefined);
  });
});

describe('a label selector matches as in the API', () => {
  const expression = (operator: string, values?: string[]): LabelSelector => ({
    matchExpressions: [{ key: 'k', operator, ...(values === undefined ? {} : { values }) }],
  });
  const rows: readonly [LabelSelector, Record<string, string>, boolean][] = [
    [{}, {}, true],
    [{ matchLabels: null, matchExpressions: null }, {}, true],
    [{ matchLabels: { k: 'v' } }, { k: 'v' }, true],
    [{ matchLabels: { k: 'v' } }, { k: 'w' }, false],
    [{ matchLabels: { k: 'v' } }, {}, false],
    [expression('In', ['v']), { k: 'v' }, true],
    [expression('In', ['v']), {}, false],
    [expression('NotIn', ['v']), { k: 'v' }, false],
    [expression('NotIn', ['v']), { k: 'w' }, true],
    [expression('NotIn', ['v']), {}, true],
    [expression('Exists'), { k: '' }, true],
    [expression('Exists'), {}, false],
    [expression('DoesNotExist'), {}, true],
    [expression('DoesNotExist'), { k: 'v' }, false],
    [{ matchLabels: { a: 'b' }, ...expression('Exists') }, { k: 'v' }, false],
    [expression('Likes'), { k: 'v' }, false],
  ];
  for (const [selector, labels, matches] of rows) {
    it(`${JSON.stringify(selector)} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(labels)}`, () =>
      assert.equal(matchesSelector(selector, labels), matches));
  }
});
