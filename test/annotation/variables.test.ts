import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

/** The values of `env`, in order, for a pod. */
function valuesOf(annotation: string, pod = WEB_2): (string | undefined)[] {
  return configurePod(parseAnnotation(annotation), pod).env.map(({ variable }) => variable.value);
}

/** An annotation with these variables, and an environment variable for each text. */
function write(variables: string, ...texts: string[]): string {
  const env = texts.map((text, index) => `  - {name: V${index}, value: '${text}'}`);
  return ['variables:', variables.replaceAll(/^/gm, '  '), 'env:', ...env].join('\n');
}

function complaintOf(annotation: string, pod = WEB_2): string {
  try {
    configurePod(parseAnnotation(annotation), pod);
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail('expected an error');
}

describe('a variable', () => {
  const kept: [string, string, string][] = [
    ['an int', 'a: $(ordinal + 1)', '$(variables.a * 2)'],
    ['a bool', 'a: $(ordinal == 2)', '$(variables.a ? 6 : 0)'],
    ['a list', 'a: $(peers)', '$(variables.a.size() * 2)'],
    ['a list of lists', 'a: "$([[1], [1, 6]])"', '$(variables.a[1][1])'],
    ['a map', 'a: \'$({"x": 6})\'', '$(variables.a["x"])'],
    ['a map of which a key is named like a field', 'a: \'$({"x": 6})\'', '$(variables.a.x)'],
    ['a pod', 'a: $(pods[0])', '$(variables.a.ordinal * 6)'],
    ['a list of pods', 'a: "$(pods.filter(p, p.ordinal > 2))"', '$(variables.a[0].ordinal + 3)'],
    ['an int of YAML', 'a: 5', '$(variables.a + 1)'],
    ['a bool of YAML', 'a: true', '$(variables.a ? 6 : 0)'],
    ['a block of lines', 'a: |\n  $(ordinal\n  + 1)', '$(variables.a * 2)'],
    ['a text', 'a: "$(ordinal)"', '$(variables.a + 4)'],
  ];
  for (const [what, variables, text] of kept) {
    it(`that is just one expression keeps its type: ${what}`, () => {
      assert.deepEqual(valuesOf(write(variables, text)), ['6']);
    });
  }

  for (const [number, got] of [
    ['99999999999999999999', '100000000000000000000'],
    ['9007199254740993', '9007199254740992'],
    ['-1e20', '-100000000000000000000'],
  ] as const) {
    it(`cannot be an int that YAML does not keep exactly: ${number}`, () => {
      const complaint = complaintOf(write(`a: ${number}`, '$(variables.a)'));
      assert.match(complaint, /^line 2, variables\.a: must be [<>]= -?9007199254740991, /);
      assert.match(
        complaint,
        new RegExp(`got ${got}: .*; write it as an expression, such as \\$\\(9007199254740993\\)$`),
      );
    });
  }

  it('is an int of 64 bits where it is an expression', () => {
    assert.deepEqual(valuesOf(write('a: $(9007199254740993)', '$(variables.a)')), ['9007199254740993']);
  });

  it('with two newlines behind its expression is a text', () => {
    assert.deepEqual(valuesOf(write('a: "$(ordinal)\\n\\n"', '$(variables.a + "x")')), ['2\n\nx']);
  });

  it('with text around its expression is a text', () => {
    assert.deepEqual(valuesOf(write('a: n$(ordinal)', '$(variables.a + "x")')), ['n2x']);
  });

  it('may use those before it, and is worked out with all that the pod has', () => {
    const variables = 'a: $(ordinal)\nb: $(variables.a + 1)\nc: $(variables.a)-$(variables.b)-$(pod)';
    assert.deepEqual(valuesOf(write(variables, '$(variables.c)')), ['2-3-web-2']);
  });

  it('counts as a use of what it refers to', () => {
    const { uses } = parseAnnotation(write('a: $(peers)\nb: $(variables.a[0])', '$(variables.b)'));
    assert.deepEqual([...uses], ['peers']);
  });

  it('that fails is a mistake only where it is used', () => {
    const text = write('a: $(peers[7])', '$(ordinal == 2 ? "none" : variables.a)');
    assert.deepEqual(valuesOf(text), ['none']);
    assert.equal(
      complaintOf(text, { ...WEB_2, ordinal: 3 }),
      'line 2, variables.a, for ordinal 3: index 7 is outside the list, which has 3 elements\n$(peers[7])\n  ^^^^^^^^',
    );
  });

  it('that fails is told once, however many refer to it, and by which way', () => {
    const text = write(
      'a: $(peers[7])\nb: $(variables.a)',
      '$(variables.a)',
      '$(variables.b)',
      '$(variables.b)',
    );
    assert.match(complaintOf(text), /^line 2, variables\.a, for ordinal 2: index 7[^\n]*\n[^\n]*\n[^\n]*$/);
  });

  it('that fails can be caught by an expression that is true anyway', () => {
    assert.deepEqual(valuesOf(write('a: $(peers[7] == pod)', '$(variables.a || true)')), ['true']);
  });

  it('whose text has a mistake is told, and what refers to it is not', () => {
    const complaint = complaintOf(write('a: $(ordnal)\nb: $(variables.a)', '$(variables.b)'));
    assert.match(complaint, /^line 2, variables\.a: unknown variable `ordnal`[^\n]*\n[^\n]*\n[^\n]*$/);
  });

  it('is hidden by the variable of a macro that has the name `variables`', () => {
    assert.deepEqual(
      valuesOf(write('name: x', '$(pods.map(variables, variables.name)[1])$(variables.name)')),
      ['web-2x'],
    );
  });

  it('counts towards the steps of a pod, once', () => {
    const stepsOf = (...texts: string[]) =>
      configurePod(parseAnnotation(write('a: $(peers.join(","))', ...texts)), WEB_2).steps;
    const [none, one, two] = [
      stepsOf(),
      stepsOf('$(variables.a)'),
      stepsOf('$(variables.a)', '$(variables.a)'),
    ];
    assert.equal(none, 0);
    assert.ok(one > two - one && two > one, `${none}, ${one}, ${two}`);
  });

  it('is bounded where it is used, and told at its place', () => {
    const peers = Array.from({ length: 300 }, (_, ordinal) => `web-${ordinal}`);
    const big = 'a: $(peers.map(p, peers.map(q, p + q).join("")).join(""))';
    assert.deepEqual(valuesOf(write(big), { ...WEB_2, peers }), []);
    const complaint = complaintOf(write(big, '$(variables.a)', '$(variables.a)'), { ...WEB_2, peers });
    assert.match(complaint, /^line 2, variables\.a, for ordinal 2: .* could grow to/);
    assert.doesNotMatch(complaint, /env/);
  });

  it('that grows through another one is bounded, too', () => {
    const variables = Array.from({ length: 20 }, (_, index) =>
      index === 0
        ? `v0: ${'x'.repeat(64)}`
        : `v${index}: $(variables.v${index - 1} + variables.v${index - 1})`,
    ).join('\n');
    assert.match(complaintOf(write(variables, '$(variables.v19)')), /could grow to 131072 characters/);
  });
});

describe('at apply it is told', () => {
  const cases: [string, string, RegExp][] = [
    ['a circle', 'a: $(variables.b)\nb: $(variables.a)', /line 2, variables\.a: .*circle: b → a → b/],
    ['a circle of one', 'a: $(variables.a)', /line 2, variables\.a: .*circle: a → a/],
    ['a wrong order', 'a: $(variables.b)\nb: x', /variable `b` stands further down: move it above/],
    ['a misspelled name', 'primary: $(true)\nb: $(variables.primry)', /did you mean `variables\.primary`\?/],
    ['a bare name', 'primary: $(true)\nb: $(primary)', /`primary`: did you mean `variables\.primary`\?/],
    [
      'a bare name that is like another one',
      'pods2: a\nb: $(pods2)',
      /`pods2`: did you mean `variables\.pods2`\?/,
    ],
    ['an unknown name', 'primary: $(true)\nb: $(variables.zz)', /unknown variable `zz`: known are primary/],
    ['a name that is no identifier', 'a-b: x', /line 2, variables\["a-b"\]: expected a name of letters/],
    ['a reserved word', 'namespace: x', /line 2, variables\.namespace: expected another name/],
    ['a list of YAML', 'a: [x]', /line 2, variables\.a: expected string or integer or boolean, got a list/],
    ['nothing', 'a: ', /line 2, variables\.a: expected string or integer or boolean, got null/],
    ['a fraction', 'a: 1.5', /line 2, variables\.a: expected string or integer or boolean, got 1\.5/],
    ['an empty list', 'a: $([])', /list<unknown>.*written as empty/],
    ['nothing behind the dot', 'a: x\nb: $(variables)', /expected the name of a variable behind it/],
    ['a name in brackets', 'a: x\nb: \'$(variables["a"])\'', /expected the name of a variable behind it/],
  ];
  for (const [what, variables, expected] of cases) {
    it(what, () => {
      assert.match(complaintOf(write(variables, 'x')), expected);
    });
  }

  it('that there are none', () => {
    assert.match(complaintOf('env: [{name: A, value: $(variables.a)}]'), /the annotation has none here/);
  });

  it('more than 64', () => {
    const variables = Array.from({ length: 65 }, (_, index) => `v${index}: x`).join('\n');
    assert.match(complaintOf(write(variables, 'x')), /more than 64/);
  });
});
