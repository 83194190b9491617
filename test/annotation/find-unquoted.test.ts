import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

function listMistakes(text: string): readonly AnnotationError[] {
  try {
    parseAnnotation(text);
    return [];
  } catch (error) {
    assert.ok(error instanceof AnnotationError, String(error));
    return error.mistakes;
  }
}

const HEAD = 'expected one text with an expression, which YAML takes apart here: put it in quotes';
const env = (value: string) => `env:\n- name: A\n  value: ${value}\n- name: B\n  value: x`;
const flow = (value: string) => `env: [{name: A, value: ${value}}]`;
const file = (entry: string) => `volumes:\n- mountPath: /a\n  files:\n    ${entry}`;

/** What is written, and what is advised to be written in its place. */
const TAKEN_APART: [title: string, annotation: string, place: string, written: string][] = [
  ['a condition', env('$(ordinal == 0 ? "x" : "y")'), 'line 3, column 10', `'$(ordinal == 0 ? "x" : "y")'`],
  [
    'with text around it',
    env('a-$(ordinal == 0 ? 1 : 2)-b c # d'),
    'line 3, column 10',
    "'a-$(ordinal == 0 ? 1 : 2)-b c'",
  ],
  [
    'in flow style',
    flow('$(ordinal == 0 ? "x" : "y")'),
    'line 1, column 24',
    `'$(ordinal == 0 ? "x" : "y")'`,
  ],
  [
    'with single quotes',
    env("$(ordinal == 0 ? 'x' : 'y')"),
    'line 3, column 10',
    `"$(ordinal == 0 ? 'x' : 'y')"`,
  ],
  [
    'with both quotes',
    env(`$(ordinal == 0 ? "x" : 'y')`),
    'line 3, column 10',
    `'$(ordinal == 0 ? "x" : ''y'')'`,
  ],
  ['a sign of a comment', env('$("a #" + pod)'), 'line 3, column 10', `'$("a #" + pod)'`],
  ['a map', env('$({"a": "b"}["a"])'), 'line 3, column 10', `'$({"a": "b"}["a"])'`],
  ['a list in flow style', flow('$([1, 2][ordinal])'), 'line 1, column 24', "'$([1, 2][ordinal])'"],
  [
    'a call in flow style',
    flow('$(pod.replace("a", "b"))'),
    'line 1, column 24',
    `'$(pod.replace("a", "b"))'`,
  ],
  [
    'a macro in flow style',
    flow('$(peers.map(p, p).join(","))'),
    'line 1, column 24',
    `'$(peers.map(p, p).join(","))'`,
  ],
  [
    'double quotes in double quotes',
    env('"$(ordinal == 0 ? "x" : "y")"'),
    'line 3, column 10',
    `'$(ordinal == 0 ? "x" : "y")'`,
  ],
  ['single quotes in single quotes', env("'$(labels['x'])'"), 'line 3, column 10', `"$(labels['x'])"`],
  [
    'the path of a file',
    file('$(ordinal == 0 ? "x" : "y"): t'),
    'line 4, column 5',
    `'$(ordinal == 0 ? "x" : "y")'`,
  ],
  [
    'the path of a file in flow style',
    'volumes: [{mountPath: /a, files: {$(ordinal == 0 ? b : c): t}}]',
    'line 1, column 35',
    "'$(ordinal == 0 ? b : c)'",
  ],
  [
    'a mapping in its place',
    'volumes:\n- $(ordinal == 0 ? a : b)',
    'line 2, column 3',
    "'$(ordinal == 0 ? a : b)'",
  ],
  ['after an asterisk', env('*.$(pod)'), 'line 3, column 10', "'*.$(pod)'"],
  ['after a per cent', env('%$(ordinal)'), 'line 3, column 10', "'%$(ordinal)'"],
  ['after an at', env('@$(ordinal)'), 'line 3, column 10', "'@$(ordinal)'"],
  ['after a number sign', env('#$(ordinal)'), 'line 3, column 10', "'#$(ordinal)'"],
  ['after a backtick', env('`$(ordinal)`'), 'line 3, column 10', "'`$(ordinal)`'"],
];

/** The same without a proposal. */
const WITHOUT: [title: string, annotation: string, place: string][] = [
  ['over several lines', env('$(ordinal == 0\n    ? "x"\n    : "y")'), 'line 3, column 10'],
  ['after an ampersand', env('&a$(ordinal)'), 'line 3, column 10'],
  ['after an exclamation mark', env('!a$(ordinal)'), 'line 3, column 10'],
  ['after a quoted text', env('"a"$(ordinal)'), 'line 3, column 13'],
  ['after a quoted text with a space', env('"a b"$(ordinal)'), 'line 3, column 15'],
  ['after brackets', env('[$(ordinal)]:80'), 'line 3, column 11'],
  ['after a mapping', env('{"a":1}$(ordinal)'), 'line 3, column 17'],
  ['after a bar', env('|$(ordinal)'), 'line 3, column 11'],
  ['after a hyphen', env('- $(ordinal)'), 'line 3, column 12'],
  ['after a question mark', env('? $(ordinal)'), 'line 3, column 12'],
  ['after a key', env('a: $(ordinal)'), 'line 3, column 13'],
];

describe('an expression that YAML takes apart is answered with what to write', () => {
  for (const [title, annotation, place, written] of TAKEN_APART) {
    it(title, () => {
      const messages = listMistakes(annotation).map(({ message }) => message);
      assert.deepEqual(messages, [`${place}: ${HEAD}: ${written}`]);
      const [mistake] = listMistakes(annotation);
      assert.equal(typeof mistake?.at, 'number');
    });
  }
  for (const [title, annotation, place] of WITHOUT) {
    it(title, () => {
      const messages = listMistakes(annotation).map(({ message }) => message);
      assert.deepEqual(messages, [`${place}: ${HEAD}`]);
    });
  }

  it('all of them at once', () => {
    const text = `${env('$(ordinal == 0 ? 1 : 2)')}\n- {name: C, value: "$(labels["x"])"}\n`;
    assert.deepEqual(
      listMistakes(text).map(({ message }) => message.slice(0, message.indexOf(':'))),
      ['line 3, column 10', 'line 6, column 20'],
    );
  });
});

describe('an expression that stands for a whole mapping or list is to be put in quotes', () => {
  for (const value of ['{$(ordinal)}', '[$(ordinal)]']) {
    it(value, () => {
      assert.match(
        listMistakes(env(value))[0]?.message ?? '',
        /^line 3, env\[0\]\.value: expected string, .*: put it in quotes$/,
      );
    });
  }
});

describe('quotes are not asked for', () => {
  const valid: [title: string, annotation: string][] = [
    ['where there are any', env(`'$(ordinal == 0 ? "x" : "y")'`)],
    ['in double quotes', env(`"$(ordinal == 0 ? \\"x\\" : 'y')"`)],
    ['in a block', env('|\n    $(ordinal == 0 ? "x" : "y") # z')],
    ['where YAML sees no signs of its own', env('$(ordinal==0?"x":"y")')],
    ['before a comment', env('$(ordinal) # $(x) (y)')],
    ['for a literal', env('$$(a ? b)')],
    ['in flow style without signs', flow('$(ordinal + 1)')],
  ];
  for (const [title, annotation] of valid) {
    it(title, () => assert.deepEqual(listMistakes(annotation), []));
  }

  const others: [title: string, annotation: string, message: RegExp][] = [
    [
      'for what is no mapping, quoted or not',
      '$(ordinal == 0 ? "/a" : "/b")',
      /^expected an absolute path such as/,
    ],
    [
      'for a value that is missing, with a comment',
      env('# $(ordinal) is 0'),
      /env\[0\]: expected exactly one of value, valueFrom, got none$/,
    ],
    ['where the expression is not closed', env('$(ordinal'), /is not closed/],
    ['where it is not closed, and a comment follows', env('$(ordinal # x'), /is not closed/],
    ['where it is not closed in quotes', env('"$(ordinal"'), /is not closed/],
    [
      'for what is no YAML beside an expression',
      'env: [{name: A value: $(ordinal)}]',
      /expected YAML, got a text that is not/,
    ],
    [
      'for a bracket that is not closed',
      'env: [{name: A, value: $(ordinal)}',
      /expected YAML, got a text that is not/,
    ],
    ['for another text in quotes', `${env('"$(ordinal"')}\nenv: [`, /expected each key once/],
  ];
  for (const [title, annotation, message] of others) {
    it(title, () => assert.match(listMistakes(annotation)[0]?.message ?? '', message));
  }
});
