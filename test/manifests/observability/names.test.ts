import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KnownMetrics, listKnownMetrics } from './known-metrics.ts';
import { readDashboard, readRules } from './observability.ts';
import { type Expression, type Matcher, parsePromql } from './parse-promql.ts';

const JOB = 'per-pod-config';
const known = await listKnownMetrics(JOB);

for (const { alert, expr, annotations } of (await readRules()).groups.flatMap(({ rules }) => rules)) {
  test(`rule ${alert} names metrics, labels and values that there are`, () => {
    const expression = check(expr);
    const text = annotations.summary + annotations.description;
    checkUsed(expression, [...text.matchAll(/\$labels\.(\w+)/g)]);
  });
}

const dashboard = await readDashboard();

for (const { title, targets = [] } of dashboard.panels.filter(({ type }) => type !== 'row')) {
  test(`panel "${title}" names metrics, labels and values that there are`, () => {
    assert.ok(targets.length > 0);
    for (const { expr, legendFormat } of targets) {
      checkUsed(check(fillIn(expr)), [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)]);
    }
  });
}

test('annotations of the dashboard name metrics and labels that there are', () => {
  assert.ok(dashboard.annotations.list.length > 0);
  for (const { expr, titleFormat, textFormat } of dashboard.annotations.list) {
    checkUsed(check(fillIn(expr)), [...(titleFormat + textFormat).matchAll(/\{\{(\w+)\}\}/g)]);
  }
});

test('variables of the dashboard are values of labels that there are, and every one that is used is there', () => {
  const { list } = dashboard.templating;
  for (const { definition } of list.filter(({ type }) => type === 'query')) {
    const [, expr = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(definition ?? '') ?? [];
    checkUsed(check(fillIn(expr)), [['', label]]);
  }
  const used = [...JSON.stringify(dashboard).matchAll(/\$\{?([a-z]\w*)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(used)].sort(), list.map(({ name }) => name).sort());
});

test('what is not there is found: a metric, a label, a value, and what is no PromQL', () => {
  const total = 'per_pod_config_admissions_total';
  for (const [expr, message] of [
    ['per_pod_config_admission_total', /per_pod_config_admission_total is no metric/],
    [`${total}{result="deny"}`, /has no label result/],
    [`sum by (result) (rate(${total}[5m]))`, /has no label result/],
    [`${total} and on (result) per_pod_config_ready`, /has no label result/],
    [`${total}{reason="lookup-failure"}`, /reason is never lookup-failure/],
    [`${total}{reason=~"conflict|lookup-failure"}`, /reason is never lookup-failure/],
    ['per_pod_config_ready{job="per-pod-configs"}', /job is never per-pod-configs/],
    [`sum by (${total}`, /no PromQL/],
  ] as const) {
    assert.throws(() => check(expr), { message }, expr);
  }
  const expression = check(`sum by (reason) (${total})`);
  assert.throws(() => checkUsed(expression, [['', 'outcome']]), { message: /outcome is no label/ });
});

function check(expr: string): Expression {
  const expression = parsePromql(expr);
  assert.ok(expression.selectors.length > 0, expr);
  for (const { metric, matchers } of expression.selectors) {
    for (const matcher of matchers) checkMatcher(metric, matcher);
    labelsOf(metric);
  }
  for (const { labels, metrics } of expression.groupings) {
    for (const metric of metrics) for (const label of labels) valuesOf(metric, label);
  }
  return expression;
}

function checkMatcher(metric: string, { label, operator, value }: Matcher): void {
  const values = valuesOf(metric, label);
  for (const one of operator.endsWith('~') ? value.split('|') : [value]) {
    assert.ok(values?.has(one) ?? true, `${label} is never ${one} in ${metric}`);
  }
}

/** Labels that a text shows are among those that the expression leaves. */
function checkUsed(
  { selectors, groupings }: Expression,
  used: readonly (readonly (string | undefined)[])[],
): void {
  const left =
    groupings.length > 0
      ? groupings.flatMap(({ labels }) => labels)
      : selectors.flatMap(({ metric }) => [...labelsOf(metric).keys()]);
  for (const [, label = ''] of used) assert.ok(left.includes(label), `${label} is no label of ${left}`);
}

function labelsOf(metric: string): NonNullable<ReturnType<KnownMetrics['get']>> {
  const labels = known.get(metric);
  assert.ok(labels !== undefined, `${metric} is no metric`);
  return labels;
}

function valuesOf(metric: string, label: string): ReadonlySet<string> | undefined {
  const labels = labelsOf(metric);
  assert.ok(labels.has(label), `${metric} has no label ${label}`);
  return labels.get(label);
}

/** As Grafana does it. */
function fillIn(expr: string): string {
  return expr.replaceAll('$namespace', 'any').replaceAll('$job', JOB).replaceAll('$__rate_interval', '5m');
}
