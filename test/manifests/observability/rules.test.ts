import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { readInstallation } from '../installation.ts';
import { type Rule, type RulesFile, readRules } from './observability.ts';

const run = promisify(execFile);
const PROMTOOL = process.env['PROMTOOL'] ?? 'promtool';
const HERE = import.meta.dirname;

const rules = await readRules();
const alerts = rules.groups.flatMap(group => group.rules);
const cases = (await readdir(HERE)).filter(file => file.endsWith('.test.yaml'));

let missing: string | false = false;
before(async () => {
  missing = await run(PROMTOOL, ['--version']).then(
    () => false,
    error => `promtool could not be run (${error.message}): put it on PATH, or name it in PROMTOOL`,
  );
  // Who names a promtool wants it used.
  if (missing !== false && process.env['PROMTOOL'] !== undefined) throw new Error(missing);
});

async function writeRules(t: TestContext, content: RulesFile): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'rules.yaml'), stringify(content, { aliasDuplicateObjects: false }));
  return folder;
}

test('Prometheus takes the rules, with their texts', async t => {
  if (missing) return t.skip(missing);
  await run(PROMTOOL, ['check', 'rules', join(await writeRules(t, rules), 'rules.yaml')]);
});

for (const file of cases) {
  test(`alerts fire when they should, and only then: ${file}`, async t => {
    if (missing) return t.skip(missing);
    const folder = await writeRules(t, withoutDescriptions(rules));
    await cp(join(HERE, file), join(folder, file));
    await run(PROMTOOL, ['test', 'rules', join(folder, file)]).catch(({ stdout, stderr }) =>
      assert.fail(stdout + stderr),
    );
  });
}

/** A test compares all annotations, and none should repeat these. */
function withoutDescriptions({ groups }: RulesFile): RulesFile {
  const shorten = (rule: Rule) => ({ ...rule, annotations: { summary: rule.annotations.summary } }) as Rule;
  return { groups: groups.map(group => ({ ...group, rules: group.rules.map(shorten) })) };
}

test('for each alert there is a case in which it fires, and one in which it does not', async () => {
  const files = await Promise.all(cases.map(file => readFile(join(HERE, file), 'utf8')));
  const checks = files
    .flatMap(text => (parse(text) as { tests: { alert_rule_test?: Check[] }[] }).tests)
    .flatMap(({ alert_rule_test = [] }) => alert_rule_test);
  for (const { alert, labels } of alerts) {
    const own = checks.filter(({ alertname }) => alertname === alert);
    const fired = own.flatMap(({ exp_alerts = [] }) =>
      exp_alerts.map(({ exp_labels }) => exp_labels.severity),
    );
    assert.ok(fired.includes(labels.severity), `${alert} fires with ${labels.severity}`);
    assert.ok(
      own.some(({ exp_alerts }) => exp_alerts === undefined),
      `${alert} does not fire`,
    );
  }
});

interface Check {
  readonly alertname: string;
  readonly exp_alerts?: readonly { readonly exp_labels: { readonly severity: string } }[];
}

test('each alert says how severe it is, since when, what it means and what to look at first', () => {
  for (const { alert, for: since, labels, annotations } of alerts) {
    assert.match(alert, /^PerPodConfig[A-Z]\w+$/);
    assert.match(since, /^[1-9][0-9]*[mh]$/, alert);
    assert.ok(['critical', 'warning'].includes(labels.severity), alert);
    assert.match(annotations.summary, /^\S.*\.$/, alert);
    assert.match(annotations.description, /\bLook first\b/, alert);
  }
});

test('alerts on memory and latency start from what the manifests say', async () => {
  const { container, webhook } = await readInstallation();
  const exprOf = (name: string) => alerts.find(({ alert }) => alert === name)?.expr.trim();
  assert.equal(container.resources?.limits?.['memory'], '512Mi');
  assert.match(exprOf('PerPodConfigMemoryNearLimit') ?? '', /> 0\.8 \* 512 \* 1024 \* 1024$/);
  assert.match(exprOf('PerPodConfigSlow') ?? '', new RegExp(`> ${(webhook.timeoutSeconds ?? 0) / 2}$`));
});
