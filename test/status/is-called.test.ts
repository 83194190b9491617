import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { isCalled } from '../../src/status/is-called.ts';
import type { LabelSelector } from '../../src/status/matches-selector.ts';
import { matchesSelector } from '../../src/status/matches-selector.ts';
import type { WebhookConfiguration } from '../../src/status/webhook-facts.ts';

const read = (path: string) =>
  parse(
    readFileSync(new URL(`../../manifests/base/${path}`, import.meta.url), 'utf8'),
  ) as WebhookConfiguration;

const BASE = read('mutatingwebhookconfiguration.yaml');
const OWN = { 'statefulset.kubernetes.io/pod-name': 'web-0' };
const named = (name: string, more = {}) => ({ 'kubernetes.io/metadata.name': name, ...more });

describe('whether the webhook is called, by the manifests', () => {
  const rows: readonly [
    title: string,
    namespace: Parameters<typeof isCalled>[1],
    pod: Record<string, string>,
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
  for (const [title, namespace, pod, is] of rows) {
    it(`${is ?? 'not known'}: ${title}`, () => assert.equal(isCalled(BASE, namespace, pod), is));
  }

  it('is not known where a condition in CEL decides, or where we may not read', () => {
    const webhooks = (BASE.webhooks ?? []).map(webhook => ({ ...webhook, matchConditions: [{ name: 'x' }] }));
    assert.equal(isCalled({ webhooks }, named('prod'), OWN), undefined);
    assert.equal(isCalled('unknown', named('prod'), OWN), undefined);
    assert.equal(isCalled(undefined, named('prod'), OWN), false);
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
