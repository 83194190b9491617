import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { Cel } from '../../src/policy/cel.ts';
import { printTemplate } from '../../src/policy/print-template.ts';
import { codeVariables } from '../../src/policy/variable-codes.ts';
import { evaluate } from './kubernetes-cel.ts';

const POD = {
  ordinal: 2,
  index: 1,
  pod: 'web-2',
  set: 'web',
  ns: 'prod',
  service: 'web',
  domain: 'cluster.local',
  fqdn: 'web-2.web.prod.svc.cluster.local',
  replicas: 3,
  ordinals: [1, 2, 3],
  peers: ['web-1', 'web-2', 'web-3'],
  pods: [],
  labels: { site: 'eu', 'example.com/zone': 'a' },
  annotations: {},
};

/** The printed text, and what it gives. */
function print(template: string): { code: string; value: unknown } {
  const printed = printTemplate(parseTemplate(template), codeVariables('web', 'prod'));
  assert.ok(printed instanceof Cel);
  return { code: printed.code, value: evaluate(printed.code, { variables: POD }) };
}

describe('an expression means in a policy what it means in an annotation', () => {
  const templates = [
    '$(ordinal)',
    'node-$(ordinal + 1)-$(pod)',
    '$(ordinal == 2)',
    '$(ordinal % 2 == 0 ? "even" : "odd")',
    '$(-ordinal) $(-9223372036854775808) $(!(ordinal > 1))',
    '$(["full", "archive", "light"][ordinal % 3])',
    '$({"a": "x", "eu": "y"}[labels.site]) $({1: true, 2: false}[ordinal])',
    '$(labels["example.com/zone"]) $(has(labels.site)) $(has(labels.none)) $("site" in labels)',
    '$(peers.filter(p, p != pod).map(q, q + "." + service).join(","))',
    '$(peers.map(pod, pod == "web-1", pod + "!").join())',
    '$(peers.exists(p, p == pod) && peers.all(p, p.startsWith(set)) || peers.exists_one(p, p == ns))',
    '$(peers.map(variables, variables).join(";"))',
    '$(string(true)) $(string(ordinal)) $(string(pod)) $(int("7") + 1) $(bool("true"))',
    '$(pod.substring(size(set) + 1)) $(pod.indexOf("-")) $(pod.lastIndexOf("-")) $(size(peers))',
    '$(pod.split("-")[0].upperAscii().replace("W", "v").trim()) $("a.b.c".split(".", 2).join("|"))',
    '$("a\\"b\\\\c\\n\\t$") ü "quoted" \\ $$(ORDINAL)\n$(ns)',
    '$(1)$(2)$(3)$(4)$(5)$(6)$(7)$(8)$(9)',
  ];
  for (const template of templates) {
    it(template, () => {
      const { code, value } = print(template);
      assert.equal(value, renderTemplate(parseTemplate(template), POD, 1_000), code);
    });
  }
});

describe('an expression is printed', () => {
  it('with the variables of the policy, and those of macros under another name', () => {
    assert.equal(
      print('$(peers.filter(object, object != pod).join(","))').code,
      'variables.peers.filter(object_, (object_ != variables.pod)).join(",")',
    );
  });

  it('with the names of the StatefulSet and its namespace as texts', () => {
    assert.equal(print('$(set)-$(ns)').code, '"web" + "-" + "prod"');
  });
});
