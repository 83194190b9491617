import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation, readInTurns } from '../../src/annotation/parse-annotation.ts';
import { finish } from '../../src/bounds/turns.ts';
import { WEB_2 } from '../expression/web-2.ts';

function catchError(act: () => unknown): AnnotationError {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof AnnotationError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'expected an error' });
}

const read = (text: string) => catchError(() => configurePod(finish(readInTurns(text)), WEB_2));
/** The first line of each mistake, without what a drawing shows. */
const heads = (text: string) => read(text).mistakes.map(({ message }) => message.split('\n')[0]);

const MANY = `volumes:
  - mountPath: /a
    configMap: node-$(ordnal)
    readOnyl: true
  - mountpath: /b
    configMap: Node
  - mountPath: /c
    configMap: Node-$(ordinal)
  - mountPath: /c/.
    secret: UPPER
  - mountPath: /d/$(x)
    configMap: a-$(y)
env:
  - {name: A, value: [7]}
  - {name: B, value: "$(peers[9])"}
  - {name: C, value: "c"}
  - {name: C, value: "d"}
envFrom: {}
`;

describe('all mistakes of an annotation are told at once, in the order of their places', () => {
  it('those of the schema, of expressions, of values, and clashes', () => {
    assert.deepEqual(heads(MANY), [
      'line 3, volumes[0].configMap: unknown variable `ordnal`: did you mean `ordinal`?',
      'line 4, volumes[0].readOnyl: there is no such field; did you mean readOnly?',
      'line 5, volumes[1].mountpath: there is no such field; did you mean mountPath?',
      "line 8, volumes[2].configMap, for ordinal 2: expected the name of an object (lower case letters, digits, inner '-' and '.', at most 253), got \"Node-2\"",
      "line 10, volumes[3].secret, for ordinal 2: expected the name of an object (lower case letters, digits, inner '-' and '.', at most 253), got \"UPPER\"",
      'line 11, volumes[4].mountPath: unknown variable `x`: an expression can use `ordinal`, `index`, `pod`, `set`, `ns`, `service`, `domain`, `fqdn`, `replicas`, `ordinals`, `peers`, `pods`, `labels`, `annotations`, `variables`; a literal `$(` is written `$$(`',
      'line 12, volumes[4].configMap: unknown variable `y`: an expression can use `ordinal`, `index`, `pod`, `set`, `ns`, `service`, `domain`, `fqdn`, `replicas`, `ordinals`, `peers`, `pods`, `labels`, `annotations`, `variables`; a literal `$(` is written `$$(`',
      'line 14, env[0].value: expected string, got a list',
      'line 15, env[1].value, for ordinal 2: index 9 is outside the list, which has 3 elements',
      'line 17, env[3]: expected another name than that of env[2], got "C" for both, in the same container',
      'line 18, envFrom: expected list, got a mapping',
    ]);
  });

  it('one message has them all, with the drawings below', () => {
    const { message } = read('env:\n- {name: A, value: $(x)}\n- {name: B, value: [7]}');
    assert.match(
      message,
      /^line 2, .*\n\$\(x\)\n {2}\^\nline 3, env\[1\]\.value: expected string, got a list/,
    );
  });

  it('ten of them, and how many more there are', () => {
    const env = Array.from({ length: 25 }, (_, index) => `- {name: A${index}, value: []}`);
    const { message, mistakes } = read(`env:\n${env.join('\n')}`);
    assert.equal(mistakes.length, 25);
    assert.equal(message.split('\n').length, 11);
    assert.match(message, /\nline 11, env\[9\]\.value: .*\nand 15 more mistakes$/);
  });

  it('also where there are more of them than are put into words', () => {
    const fields = Array.from({ length: 400 }, (_, index) => `x${index}: 1`);
    const { message } = read(fields.join('\n'));
    assert.match(message, /^line 1, x0: .*\nline 10, x9: .*\nand 390 more mistakes$/s);
  });

  it('of long ones, as many as fit', () => {
    const volumes = Array.from(
      { length: 9 },
      (_, index) => `- {mountPath: /${index}, subPath: /${'s'.repeat(90)}, configMap: ${'N'.repeat(99)}}`,
    );
    const { message } = read(`volumes:\n${volumes.join('\n')}`);
    assert.ok(message.length < 2_000, `${message.length}`);
    assert.match(message, /"\nand \d+ more mistakes$/);
  });

  it('what cannot be evaluated at all is told beside what can', () => {
    const big = '$(peers.map(a, peers.map(b, a + b).join(a)).join(pod))';
    const peers = Array.from({ length: 100 }, (_, index) => `web-${index}`);
    const text = `env:\n- {name: A, value: "${big}"}\n- {name: B, value: "$(peers[999])"}`;
    const { mistakes } = catchError(() => configurePod(parseAnnotation(text), { ...WEB_2, peers }));
    assert.match(mistakes[0]?.message ?? '', /^line 2, env\[0\]\.value, for ordinal 2: /);
    assert.match(mistakes[1]?.message ?? '', /^line 3, env\[1\]\.value, for ordinal 2: index 999/);
    assert.equal(mistakes.length, 2);
  });
});

it('what is wrong for a pod is told beside a mistake in an expression of the same element', () => {
  assert.deepEqual(
    heads('volumes: [{mountPath: /, configMap: "$(x)", subPath: /b}]').map(head => head?.split(':')[0]),
    [
      'line 1, volumes[0].mountPath, for ordinal 2',
      'line 1, volumes[0].configMap',
      'line 1, volumes[0].subPath, for ordinal 2',
    ],
  );
});

describe('what follows from another mistake is not told', () => {
  const rows: [title: string, annotation: string, mistakes: RegExp[]][] = [
    [
      'a field that is missing because its name is misspelled',
      'env: [{name: A, valu: x}]',
      [/valu: .*did you mean value/],
    ],
    ['a choice that is', 'volumes: [{mountPath: /a, configmap: x}]', [/configmap: .*did you mean configMap/]],
    [
      'the fields of what is of another type',
      'volumes: [7, x]',
      [/volumes\[0\]: expected mapping/, /volumes\[1\]: expected mapping/],
    ],
    [
      'the values of an element that has a wrong shape',
      'volumes: [{mountPath: /a, configMap: "B$(x)", defaultMode: x}]',
      [/defaultMode: expected integer/],
    ],
    [
      'clashes of one whose value is wrong',
      'volumes: [{mountPath: /, configMap: a}, {mountPath: /, configMap: b}]',
      [/\[0\]\.mountPath/, /\[1\]\.mountPath/],
    ],
    [
      'paths of files that are wrong',
      'volumes: [{mountPath: /a, files: {"..a": x, "..b": y}}]',
      [/\.\.a/, /\.\.b/],
    ],
  ];
  for (const [title, annotation, expected] of rows) {
    it(title, () => {
      const found = heads(annotation);
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? '', pattern);
    });
  }

  it('but what is missing beside a misspelled field of another meaning is', () => {
    assert.deepEqual(heads('volumes: [{mountPath: /a, readOnyl: true}]').length, 2);
  });
});

it('an annotation that has mistakes is never taken for one without', () => {
  assert.throws(() => parseAnnotation('volumes: [{mountPath: /a, configMap: x}, {}]'), AnnotationError);
});
