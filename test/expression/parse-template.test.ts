import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';

test('A template tells which variables it uses, and how many expressions it holds', () => {
  const { source, variables, expressions, parts } = parseTemplate(
    'a$(ordinal)b$(peers.map(pod, pod + ns).size())',
  );
  assert.equal(source, 'a$(ordinal)b$(peers.map(pod, pod + ns).size())');
  // `pod` is the name of the macro's element here.
  assert.deepEqual([...variables].sort(), ['ns', 'ordinal', 'peers']);
  assert.equal(expressions, 2);
  assert.equal(parts.length, 4);
  assert.deepEqual([...parseTemplate('$(has(labels.x))').variables], ['labels']);
  assert.equal(parseTemplate('$$(x)').expressions, 0);
});

const ERRORS: Readonly<
  Record<string, readonly (readonly [template: string, place: string, message: string])[]>
> = {
  'what is not closed': [
    [
      'a$(ordinal',
      '$(',
      'the expression that begins here is not closed: expected `)`; a literal `$(` is written `$$(`',
    ],
    ['$((ordinal)', '$(', 'the expression that begins here is not closed'],
    ['$(ordinal // x)', '$(', 'the expression that begins here is not closed'],
    ['a$("b)', '"', 'the string that begins here is not closed: expected " on the same line'],
    ["$('b\n')", "'", "the string that begins here is not closed: expected ' on the same line"],
    ['$("""b")', '"""', 'the string that begins here is not closed: expected """ at its end'],
    ['$(peers[0)', '', 'syntax error: expected `]`, got the end of the expression'],
    ['$([1, 2)', '', 'syntax error: expected `]`, got the end of the expression'],
  ],
  syntax: [
    ['$()', '', 'the expression is empty: expected for example `$(ordinal)`'],
    ['$( // nothing\n)', ' // nothing\n', 'the expression is empty'],
    ['$(1 +)', '', 'syntax error: the expression ends where a value is expected'],
    ['$(1 + * 2)', '*', 'syntax error: expected a value, got `*`'],
    ['$(1 2)', '2', 'syntax error: unexpected `2`'],
    ['$(1 = 2)', '=', 'syntax error: unexpected `=`: did you mean `==`?'],
    ['$(1 === 2)', '=', 'syntax error: unexpected `=`: did you mean `==`?'],
    ['$(true & true)', '&', 'syntax error: unexpected `&`: did you mean `&&`?'],
    ['$(true | true)', '|', 'syntax error: unexpected `|`: did you mean `||`?'],
    ['$(true and true)', 'and', 'syntax error: unexpected `and`: did you mean `&&`?'],
    ['$(true or true)', 'or', 'syntax error: unexpected `or`: did you mean `||`?'],
    ['$(ordinal % )', '', 'syntax error: the expression ends where a value is expected'],
    ['$(hostname -f)', 'hostname', 'unknown variable `hostname`'],
    ['$(true ? 1)', '', 'syntax error: expected `:`, got the end of the expression'],
    ['$("\\q")', '\\q', 'syntax error: invalid escape sequence: \\q'],
    ['$("\\\n")', '\\\n', 'syntax error: invalid escape sequence: \\␊'],
    ['$("\\ud800")', '\\ud800', 'syntax error: invalid Unicode surrogate: \\ud800'],
    ['$(0x)', '0x', 'syntax error: invalid hex integer: 0x'],
    ['$(labels.`a`)', '`', 'syntax error: unexpected "`"'],
    ['$(ordinal;)', ';', 'syntax error: unexpected `;`'],
    ['$(öl)', 'ö', 'syntax error: unexpected `ö`'],
  ],
  'unknown names': [
    ['x$(ordnal)', 'ordnal', 'unknown variable `ordnal`: did you mean `ordinal`?'],
    ['$(Pod)', 'Pod', 'unknown variable `Pod`: did you mean `pod`?'],
    ['$(peers.map(peer, pear))', 'pear', 'unknown variable `pear`: did you mean `peer`?'],
    ['$(peers.map(p, q))', 'q', 'unknown variable `q`: an expression can use `p`, `ordinal`'],
    ['$(peers.map(p, p).size() + p)', 'p', 'unknown variable `p`: an expression can use `ordinal`'],
    ['$(POD_NAME)', 'POD_NAME', 'unknown variable `POD_NAME`: an expression can use `ordinal`, `index`'],
    ['$(namespace)', 'namespace', '`namespace` is a reserved word: the namespace is `ns`'],
    ['$(for)', 'for', '`for` is a reserved word: choose another name'],
    ['$(constructor)', 'constructor', 'unknown variable `constructor`'],
    ['$(toString)', 'toString', 'unknown variable `toString`'],
    ['$(__proto__)', '__proto__', '`__proto__` is a reserved word'],
    ['$(int)', 'int', 'unknown variable `int`'],
    ['$(google.protobuf)', 'google', 'unknown variable `google`'],
    ['$(sizes(peers))', 'sizes', 'unknown function `sizes`: did you mean `size`?'],
    ['$(pod.startswith("a"))', 'startswith', 'unknown function `startswith`: did you mean `startsWith`?'],
    ['$(pod.replaceAll("a", "b"))', 'replaceAll', 'unknown function `replaceAll`: did you mean `replace`?'],
    ['$(pod.matches("a"))', 'matches', 'unknown function `matches`: an expression can call size, string'],
    ['$(dyn(1))', 'dyn', 'unknown function `dyn`'],
    ['$(type(1))', 'type', 'unknown function `type`'],
    ['$(timestamp("a"))', 'timestamp', 'unknown function `timestamp`'],
    ['$(double(1) )', 'double', 'unknown function `double`'],
    ['$(cel.bind(x, 1, x))', 'bind', 'unknown function `bind`'],
    ['$(pod.constructor("a"))', 'constructor', 'unknown function `constructor`'],
    ['$(size // ?\n (peers) + foo(1))', 'foo', 'unknown function `foo`'],
  ],
  types: [
    ['$("a" + ordinal)', '"a" + ordinal', '`+` cannot be applied to string and int: convert with string(…)'],
    ['$(1 - "a")', '1 - "a"', '`-` cannot be applied to int and string'],
    ['$(!ordinal)', '!ordinal', '`!` cannot be applied to int'],
    ['$(-pod)', '-pod', '`-` cannot be applied to string'],
    ['$(1 == "1")', '1 == "1"', '`==` cannot be applied to int and string'],
    ['$(1 in peers)', '1 in peers', '`in` cannot be applied to int and list<string>'],
    ['$(ordinal.foo)', 'foo', 'a value of type int has neither keys nor elements'],
    ['$(pod[0])', 'pod[0]', 'a value of type string has neither keys nor elements'],
    ['$(peers["a"])', 'peers["a"]', 'the index of a list must be an int, got string'],
    ['$(peers.x)', 'x', 'the index of a list must be an int, got string'],
    ['$(labels[1])', 'labels[1]', 'the keys of this map are of type string, not int'],
    ['$({1: "a"}["1"])', '{1: "a"}["1"]', 'the keys of this map are of type int, not string'],
    ['$({1: "a"}.a)', '{1: "a"}.a', 'the keys of this map are of type int, not string'],
    [
      '$({1: "a"}.exists(k, true))',
      '{1: "a"}.exists(k, true)',
      'macros are only available on lists and on maps with',
    ],
    ['$(1 ? 2 : 3)', '1', 'the condition must be a bool, got int'],
    ['$(peers.all(p, p))', 'p', 'the condition must be a bool, got string'],
    ['$(pod && true)', 'pod && true', '`&&` and `||` take bools, got string'],
    [
      '$(true ? 1 : "a")',
      'true ? 1 : "a"',
      'both results of `condition ? a : b` must have one type, got int and string',
    ],
    ['$([1, "a"].size())', '"a"', 'the elements of a list must have one type, got int and string'],
    ['$({"a": 1, "b": "c"}.a)', '"c"', 'the values of a map must have one type, got int and string'],
    ['$({"a": 1, 2: 3}.a)', '2', 'the keys of a map must have one type, got string and int'],
    ['$(pod.map(p, p).size())', 'pod', 'macros go over a list or a map, not a value of type string'],
    ['$(size(1))', 'size(1)', '`size` cannot be called as size(int): expected size(value) or value.size()'],
    [
      '$(pod.startsWith(1))',
      'pod.startsWith(1)',
      '`startsWith` cannot be called as string.startsWith(int): expected',
    ],
    [
      '$([1].join(","))',
      '[1].join(",")',
      '`join` cannot be called as list<int>.join(string): expected list.join() or list.join(separator); make strings of its elements',
    ],
    ['$(pods[0].nam)', 'nam', 'a pod has no field `nam`: did you mean `name`?'],
    ['$(pods[0].zone)', 'zone', 'a pod has no field `zone`: known are ordinal, name, fqdn'],
    [
      '$(pods[0])',
      'pods[0]',
      'the result is of type Pod: expected a string, an int or a bool; choose a field',
    ],
    ['$(pods[0] == pods[1])', 'pods[0] == pods[1]', '`==` cannot be applied to Pod and Pod'],
    ['$(pods.join(","))', 'pods.join(",")', '`join` cannot be called as list<Pod>.join(string)'],
    [
      '$([].map(x, x).size())',
      'x',
      'the type of this is unknown, because it comes from a list that is written as empty',
    ],
    ['$([].exists(x, x > 1))', '[].exists(x, x > 1)', 'the types of the expression are ambiguous'],
  ],
  results: [
    [
      '$(peers)',
      'peers',
      'the result is of type list<string>: expected a string, an int or a bool; make a string of it',
    ],
    [
      '$([1])',
      '[1]',
      'the result is of type list<int>: expected a string, an int or a bool; choose an element',
    ],
    ['$([])', '[]', 'the result is of type list<unknown>: expected a string, an int or a bool'],
    [
      '$(labels)',
      'labels',
      'the result is of type map<string, string>: expected a string, an int or a bool; choose',
    ],
  ],
  'what is not available': [
    ['$(1.5)', '1.5', 'doubles are not available in expressions: expected a string, an int or a bool'],
    ['$(1e3)', '1e3', 'doubles are not available'],
    ['$(1u)', '1u', 'unsigned ints are not available'],
    ['$(null)', 'null', 'null is not available'],
    ['$(b"a")', 'b"a"', 'bytes are not available'],
    ['$(9223372036854775808)', '9223372036854775808', 'the number is too large for an int'],
    ['$(-9223372036854775809)', '9223372036854775809', 'the number is too large for an int'],
    [
      '$(startsWith("a"))',
      'startsWith("a")',
      '`startsWith` cannot be called like this: expected text.startsWith(prefix)',
    ],
    ['$(pod.string())', 'pod.string()', '`string` cannot be called like this: expected string(value)'],
    [
      '$(pod.replace("a"))',
      'pod.replace("a")',
      '`replace` cannot be called like this: expected text.replace(old, new)',
    ],
    ['$(peers.map(p))', 'peers.map(p)', '`map` cannot be called like this: expected list.map(x, result)'],
    ['$(peers.all(p))', 'peers.all(p)', '`all` cannot be called like this: expected list.all(x, condition)'],
    ['$(peers.map(1, 2))', '1', 'the first argument of a macro is a name for the element'],
    ['$(has(pod))', 'has(pod)', '`has` cannot be called like this: expected has(labels.name)'],
    ['$(has(labels["a"]))', 'has(labels["a"])', '`has` cannot be called like this'],
    ['$(has(labels.a.b))', 'has(labels.a.b)', '`has` cannot be called like this'],
    ['$(has(pod.a))', 'has(pod.a)', '`has` looks for a key of a map with string keys'],
    ['$(has(foo.a))', 'foo', 'unknown variable `foo`'],
    ['$({}.size())', '{}', 'an empty map is of no use'],
    ['$({"a": 1, "a": 2}.a)', '"a"', 'this key is twice in the map literal: remove one'],
    ['$({"constructor": 1}.a)', '"constructor"', 'this key is not available in map literals'],
    ['$({pod: 1}.a)', 'pod', 'expected a literal string or int as the key of a map literal'],
    ['$({"a": [1]}.a)', '[1]', 'expected a string, an int or a bool as the value of a map literal'],
  ],
  nesting: [
    ['$([[[[1]]]].size())', '[[[[1]]]]', 'lists are nested more than 3 deep'],
    ['$([1].map(x, [[[x]]]).size())', '[1].map(x, [[[x]]])', 'lists are nested more than 3 deep'],
    [
      '$(peers.all(a, peers.all(b, peers.all(c, true))))',
      'peers.all(c, true)',
      'macros are nested more than 2 deep: simplify the expression',
    ],
    [`$(${'!'.repeat(9)}true)`, '!'.repeat(9), 'more than 8 of `!` and `-` in a row'],
    [`$(1 - ${'- '.repeat(8)}1)`, `- ${'- '.repeat(8)}`.trim(), 'more than 8 of `!` and `-` in a row'],
    [`$(${'('.repeat(33)}1${')'.repeat(33)})`, '(', 'brackets are nested more than 32 deep'],
    [`$(${'1+'.repeat(100)}1)`, '1', 'operators and calls are nested more than 100 deep'],
    [`$(pod${'.trim()'.repeat(65)})`, '', 'the expression is nested too deep'],
  ],
  lengths: [
    [
      `a$("${'a'.repeat(1023)}")`,
      '$(',
      'the expression that begins here is not closed within 1024 characters',
    ],
    [`$(1)`.repeat(257), '$(', 'more than 256 expressions'],
    [
      `$("${'a'.repeat(1000)}")`.repeat(17),
      '$(',
      'the expressions up to here have more than 16384 characters',
    ],
    ['a'.repeat(262_145), 'a', 'the text has 262145 characters: at most 262144 fit into an annotation'],
  ],
};

for (const [title, rows] of Object.entries(ERRORS)) {
  test(`Errors tell the place and what to do: ${title}`, () => {
    for (const [template, place, message] of rows) {
      const error = errorOf(template);
      assert.ok(error, `accepted: ${template}`);
      assert.ok(error.message.startsWith(message), `${template}: ${error.message}`);
      assert.equal(template.slice(error.offset, error.offset + error.length), place, template);
      assert.equal(error.source, template);
      assert.ok(error.message.length < 400, error.message);
    }
  });
}

test('An expression may have 1,024 characters, 32 brackets within each other, and 8 signs in a row', () => {
  for (const template of [
    `$("${'a'.repeat(1022)}")`,
    `$(${'('.repeat(32)}1${')'.repeat(32)})`,
    `$(${'!'.repeat(8)}true)`,
    `$(${'1+'.repeat(98)}1)`,
    '$("---------")',
  ]) {
    assert.equal(errorOf(template), undefined, template);
  }
});

test('An error holds its place', () => {
  const error = errorOf('node-$(ordnal)');
  assert.ok(error instanceof ExpressionError);
  assert.deepEqual([error.offset, error.length], [7, 6]);
});

const FRAGMENTS = [
  ...[
    '$(',
    '$$(',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '"""',
    '\\',
    '//',
    '\n',
    ' ',
    ',',
    '.',
    ':',
    '?',
    '-',
    '!',
  ],
  ...[
    '+',
    '*',
    '/',
    '%',
    '==',
    '<',
    'in',
    '&&',
    '||',
    '1',
    '0x',
    '1.',
    'e',
    'u',
    'b"',
    'r"',
    'true',
    'null',
    '[]',
    '{}',
  ],
  ...[
    'ordinal',
    'pod',
    'peers',
    'labels',
    'x',
    '.map(x, ',
    '.all(x, ',
    '.size()',
    'size(',
    'has(',
    '.split(',
    '.join(',
  ],
  ...['__proto__', 'constructor', '\u0000', '\ud800', '😀', '\u202e'],
];

test('Any string at all is either a template or an ExpressionError with a place inside it', () => {
  const fragments = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map(parts => parts.join(''));
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fragments,
    fragments.map(text => `$(${text})`),
    fc.string().map(text => `$(${text})`),
  );
  fc.assert(
    fc.property(any, source => {
      const error = errorOf(source);
      if (!error) return;
      assert.ok(error.offset >= 0 && error.length >= 0 && error.offset + error.length <= source.length);
      assert.ok(error.message.length < 400, error.message);
      assert.doesNotMatch(error.message, /\n|undefined/);
    }),
    { numRuns: 3000 },
  );
});

function errorOf(template: string): ExpressionError | undefined {
  try {
    parseTemplate(template);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof ExpressionError, `${template.slice(0, 200)}: ${error}`);
    return error;
  }
}
