import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import type { PodVariables } from '../../src/expression/pod-variables.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { WEB_2 } from './web-2.ts';

const render = (template: string, maxLength = 4096, pod: PodVariables = WEB_2) =>
  renderTemplate(parseTemplate(template), pod, maxLength);

const RESULTS: Readonly<Record<string, readonly (readonly [template: string, text: string])[]>> = {
  'text and expressions are joined': [
    ['', ''],
    ['node', 'node'],
    ['node-$(ordinal)', 'node-2'],
    ['$(ordinal)$(index)', '21'],
    ['[mysqld]\nserver-id=$(100 + ordinal)\n', '[mysqld]\nserver-id=102\n'],
    ['$( ordinal )', '2'],
    ['$(\n  ordinal // the second\n)', '2'],
  ],
  'all pods of the set have an ordinal, a name and a fully qualified name': [
    ['$(pods.map(p, p.name + "=" + string(p.ordinal)).join(","))', 'web-1=1,web-2=2,web-3=3'],
    [
      '$(pods[0].fqdn) $(fqdn)',
      'web-1.web-headless.prod.svc.cluster.local web-2.web-headless.prod.svc.cluster.local',
    ],
    ['$(pods.filter(p, p.ordinal < ordinal).size())', '1'],
    ['$(pods.exists(p, p.name == pod))$(pods[1] in pods)$(pods == pods)', 'truetruetrue'],
    ['$((pods + pods).size())$({"a": pods[2]}["a"].ordinal)$(pods[0]["name"])', '63web-1'],
    ['$(ordinals.map(o, string(o)).join(","))$(ordinals[0] + 1)$(3 in ordinals)', '1,2,32true'],
    ['$(set).$(service).$(ns).svc.$(domain)', 'web.web-headless.prod.svc.cluster.local'],
    ['$(annotations["example.com/zone"])', 'b'],
  ],
  'a $ is itself, and $$( a literal $(': [
    ['$', '$'],
    ['$$', '$$'],
    ['a $ b $$ c $x', 'a $ b $$ c $x'],
    ['$$(POD_NAME)', '$(POD_NAME)'],
    ['$$(POD_NAME) $(ordinal)', '$(POD_NAME) 2'],
    ['$$$(ordinal)', '$2'],
    ['$$$$(ordinal)', '$$(ordinal)'],
    ['$(ordinal)$$(x)$(ordinal)', '2$(x)2'],
    ['$$($(ordinal))', '$(2)'],
    [')$(ordinal))', ')2)'],
  ],
  'strings may hold parentheses, quotes and escapes': [
    ['$("a)b")', 'a)b'],
    [`$('a"b)')`, 'a"b)'],
    ['$("a\\")b")', 'a")b'],
    ['$("""a"b)\n""")x', 'a"b)\nx'],
    ["$('''a'b)''')", "a'b)"],
    ["$(r'a\\d')", 'a\\d'],
    ['$(R"\\n")', '\\n'],
    ['$("\\u0041\\x42\\103\\t")', 'ABC\t'],
    ['$("//")', '//'],
    ['$("" + """""" + \'\')', ''],
    ['$((ordinal + 1) * (2 + (1)))', '9'],
  ],
  'variables are those of the pod': [
    ['$(ordinal) $(index) $(replicas)', '2 1 3'],
    ['$(pod) $(set) $(ns) $(service)', 'web-2 web prod web-headless'],
    ['$(peers[0]) $(peers[index])', 'web-1 web-2'],
    ['$(labels.role) $(labels["app.kubernetes.io/name"])', 'db web'],
  ],
  'results are strings, ints and bools, written as CEL writes them': [
    ['$(ordinal == 2)', 'true'],
    ['$(!(ordinal == 2))', 'false'],
    ['$(-3)', '-3'],
    ['$(-ordinal)', '-2'],
    ['$(0x1F)', '31'],
    ['$(-9223372036854775808)', '-9223372036854775808'],
    ['$(9223372036854775807)', '9223372036854775807'],
  ],
  'arithmetic is that of 64-bit ints': [
    ['$(7 / 2) $(-7 / 2) $(7 % 3) $(-7 % 3)', '3 -3 1 -1'],
    ['$(2 + 3 * 4 - 1)', '13'],
  ],
  'comparisons and logic': [
    [
      '$(ordinal < 3) $(ordinal <= 2) $(ordinal > 2) $(ordinal >= 2) $(ordinal != 2)',
      'true true false true false',
    ],
    ['$("a" < "b") $(pod == "web-2")', 'true true'],
    ['$(true && false) $(true || false)', 'false true'],
    ['$(ordinal == 0 ? "primary.cnf" : "replica.cnf")', 'replica.cnf'],
    ['$(1 / 0 == 1 || true) $(false && 1 / 0 == 1)', 'true false'],
    ['$(pod in peers) $("role" in labels) $("x" in ["y"])', 'true true false'],
    ['$([1, 2] == [1, 2]) $([[1], []] == [[1], []])', 'true true'],
  ],
  'lists and maps': [
    ['$(["a", "b", "c"][ordinal])', 'c'],
    ['$((["a"] + ["b"]).join("/"))', 'a/b'],
    ['$({"db": "large", "web": "small"}[labels.role])', 'large'],
    ['$({0: "primary", 2: "witness"}[ordinal])', 'witness'],
    ['$({"a": 1}.a) $("a" in {"a": 1}) $({"a": 1}.size())', '1 true 1'],
    ['$(size(peers)) $(peers.size()) $(size(labels)) $(size(pod))', '3 3 5 5'],
  ],
  macros: [
    [
      '$(peers.map(p, p + "." + service).join(","))',
      'web-1.web-headless,web-2.web-headless,web-3.web-headless',
    ],
    ['$(peers.map(p, p != pod, p).join(","))', 'web-1,web-3'],
    ['$(peers.filter(p, p != pod).join(","))', 'web-1,web-3'],
    ['$(peers.all(p, p.startsWith(set))) $(peers.exists(p, p == pod))', 'true true'],
    ['$(peers.exists_one(p, p == pod)) $(peers.exists_one(p, true))', 'true false'],
    ['$(has(labels.role)) $(has(labels.missing))', 'true false'],
    ['$(labels.filter(k, labels[k] == "db").join(","))', 'role'],
    ['$(peers.map(a, peers.map(b, a + b).size()).size())', '3'],
    ['$([{"a": 1}].exists(m, has(m.a) && m.a == 1))', 'true'],
    ['$(peers.map(pod, pod).join(","))', 'web-1,web-2,web-3'],
    [
      '$(peers.map(p, "server." + string(int(p.substring(p.lastIndexOf("-") + 1)) + 1) + "=" + p).join("\\n"))',
      'server.2=web-1\nserver.3=web-2\nserver.4=web-3',
    ],
  ],
  conversions: [
    ['$("a" + string(ordinal)) $(string(true)) $(string("x"))', 'a2 true x'],
    ['$(int("42") + int("-1") + int(1))', '42'],
    ['$(int(labels.port) + ordinal)', '8082'],
    ['$(bool("true") && bool(true))', 'true'],
  ],
  'functions of strings': [
    ['$(pod.startsWith("web")) $(pod.endsWith("-2")) $(pod.contains("b-"))', 'true true true'],
    ['$("aBc".lowerAscii()) $("aBc".upperAscii()) $(" a ".trim())', 'abc ABC a'],
    ['$(pod.substring(4)) $(pod.substring(0, 3))', '2 web'],
    ['$(pod.indexOf("-")) $(pod.indexOf("x")) $("abab".indexOf("a", 1))', '3 -1 2'],
    ['$("abab".lastIndexOf("b")) $("abab".lastIndexOf("b", 2))', '3 1'],
    ['$(pod.split("-")[1]) $("a,b,c".split(",", 2)[1])', '2 b,c'],
    ['$(["a", "b"].join()) $(["a", "b"].join("-"))', 'ab a-b'],
    ['$(pod.replace("-", "_")) $("aaa".replace("a", "b", 2))', 'web_2 bba'],
  ],
  'what JavaScript objects have is not there': [
    ['$(has(labels.constructor)) $(has(labels.__proto__)) $(has(labels.toString))', 'false false false'],
    ['$("constructor" in labels) $("__proto__" in labels) $("length" in {"a": 1})', 'false false false'],
  ],
};

for (const [title, rows] of Object.entries(RESULTS)) {
  test(`Rendering: ${title}`, () => {
    for (const [template, text] of rows) assert.equal(render(template), text, template);
  });
}

test('A label that is called like something of JavaScript is a label like others', () => {
  const labels = { constructor: 'c', toString: 't', ['__proto__']: 'p' };
  const template = '$(labels.constructor)$(labels.toString)$(labels.__proto__)$(has(labels.constructor))';
  assert.equal(render(template, 4096, { ...WEB_2, labels }), 'ctptrue');
});

// The library's places end before a closing parenthesis.
const ERRORS: readonly (readonly [template: string, place: string, message: string])[] = [
  ['$(peers[ordinal + 5])', 'peers[ordinal + 5]', 'index 7 is outside the list, which has 3 elements'],
  ['$([][0] == 1)', '[][0]', 'the type of this is unknown'],
  ['$(peers[-1])', 'peers[-1]', 'index -1 is outside the list'],
  [
    '$(peers.filter(p, false)[0])',
    'peers.filter(p, false)[0]',
    'index 0 is outside the list, which has 0 elements',
  ],
  [
    '$(annotations.missing)',
    'missing',
    'the map has no key `missing`: test for it first, with has(annotations.name) or "name" in annotations',
  ],
  ['$({"a": 1}[pod])', '{"a": 1}[pod]', 'the map has no such key: test for it first, with "name" in map'],
  ['$(labels.missing)', 'missing', 'the map has no key `missing`: test for it first, with has(labels.name)'],
  ['$(labels["missing"])', 'labels["missing"]', 'the map has no key `missing`: test'],
  ['$(labels[labels.secret])', 'labels[labels.secret]', 'the map has no such key: test'],
  ['$(labels.constructor)', 'constructor', 'the map has no key `constructor`: test'],
  ['$(labels.__proto__)', '__proto__', 'the map has no key `__proto__`: test'],
  ['$({"a": 1}.toString)', 'toString', 'the map has no key `toString`: test'],
  ['$(peers[int(labels.port)])', 'peers[int(labels.port)]', 'the index is outside the list'],
  ['$(pod.substring(9))', 'pod.substring(9)', 'the index is outside the string'],
  ['$(1 / (ordinal - 2))', '1 / (ordinal - 2', 'division by zero'],
  ['$(1 % (ordinal - 2))', '1 % (ordinal - 2', 'division by zero'],
  ['$(9223372036854775807 + ordinal)', '9223372036854775807 + ordinal', 'integer overflow'],
  ['$(-9223372036854775808 - ordinal)', '-9223372036854775808 - ordinal', 'integer overflow'],
  ['$(9223372036854775807 * ordinal)', '9223372036854775807 * ordinal', 'integer overflow'],
  ['$(-(-9223372036854775808 + 0) < 0)', '-(-9223372036854775808 + 0', 'integer overflow'],
  ['$(string(-9223372036854775808 / -1))', '-9223372036854775808 / -1', 'integer overflow'],
  ['$(int(labels.empty))', 'int(labels.empty)', 'the string is not a decimal int: expected for example "42"'],
  ['$(int("0b1"))', 'int("0b1")', 'the string is not a decimal int'],
  ['$(int("99999999999999999999"))', 'int("99999999999999999999")', 'the string is not a decimal int'],
  ['$(bool(labels.secret))', 'bool(labels.secret)', 'the string is not a bool: expected "true" or "false"'],
  ['a $(1)\nb $(peers[9])', 'peers[9]', 'index 9 is outside the list'],
];

test('What fails for this pod alone is told with its place, without the values of labels', () => {
  for (const [template, place, message] of ERRORS) {
    assert.throws(
      () => render(template),
      (error: unknown) => {
        assert.ok(error instanceof ExpressionError, `${template}: ${error}`);
        assert.equal(template.slice(error.offset, error.offset + error.length), place, template);
        assert.ok(error.message.startsWith(message), `${template}: ${error.message}`);
        assert.equal(error.source, template);
        assert.doesNotMatch(error.message, /hidden|8080/);
        return true;
      },
    );
  }
});

test('A text may be as long as is allowed and no longer', () => {
  assert.equal(render('ab$(ordinal)', 3), 'ab2');
  assert.throws(() => render('abc$(ordinal)', 3), /longer than 3 characters/);
  assert.throws(() => render('abcd', 3), /longer than 3 characters/);
  assert.throws(() => render('$(peers.join(","))$(1 / 0)', 3), /longer than 3 characters/);
});

test('Values and steps beyond the bounds are refused before anything is evaluated', () => {
  const peers = Array.from({ length: 1000 }, (_, ordinal) => `web-${ordinal}`);
  const pod = { ...WEB_2, peers };
  // Evaluating from the left would fail with another error: there is no label `missing`.
  const template = '$(labels.missing)$(peers.map(a, peers.map(b, a + b)).size())';
  assert.throws(() => render(template, 4096, pod), {
    message:
      /^`peers\.map\(a, peers\.map\(b, a \+ b\)\)` could grow to \d+ characters and list elements: at most 65536/,
  });
  assert.throws(() => render('$(peers.filter(a, peers.exists(b, a == b)).size())', 4096, pod), {
    message: /^`peers\.filter\(a, peers\.exists\(b, a == b\)\)` could take \d+ steps: at most 50000/,
  });
  assert.throws(() => render('$(peers.map(p, p + p).size())'.repeat(10), 4096, pod), {
    message: /^the expressions of this text up to here could take \d+ steps: at most 50000/,
  });
  assert.equal(render('$(peers.map(p, p + p).size())', 4096, pod), '1000');
});

test('One template renders for many pods', () => {
  const template = parseTemplate('$(peers.filter(p, p != pod).map(p, p + string(ordinal)).join(","))');
  for (let ordinal = 0; ordinal < 3; ordinal++) {
    const peers = ['web-0', 'web-1', 'web-2'];
    const others = peers.filter(name => name !== `web-${ordinal}`).map(name => `${name}${ordinal}`);
    const pod = { ...WEB_2, ordinal, peers, pod: `web-${ordinal}` };
    assert.equal(renderTemplate(template, pod, 4096), others.join(','));
  }
});
