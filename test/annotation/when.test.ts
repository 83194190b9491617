import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

const configure = (annotation: string, ordinal = 2) =>
  configurePod(parseAnnotation(annotation), { ...WEB_2, ordinal });

function complaintOf(annotation: string, ordinal = 2): string {
  try {
    configure(annotation, ordinal);
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail('expected an error');
}

describe('an element whose condition is false does not exist for the pod', () => {
  const elements: [string, string][] = [
    ['volumes[0]', 'volumes: [{mountPath: /a, configMap: a, when: ordinal == 1}]'],
    ['env[0]', 'env: [{name: A, value: a, when: ordinal == 1}]'],
    ['envFrom[0]', 'envFrom: [{configMap: a, when: ordinal == 1}]'],
    ['volumes[0].sources[0]', 'volumes: [{mountPath: /a, sources: [{configMap: a, when: ordinal == 1}]}]'],
  ];
  for (const [where, annotation] of elements) {
    it(where, () => {
      const out = configure(annotation, 2);
      assert.deepEqual(out.leftOut, [{ where, when: 'ordinal == 1' }]);
      assert.deepEqual([out.env, out.envFrom], [[], []]);
      assert.deepEqual(
        out.volumes.flatMap(({ contents }) => contents),
        [],
      );
      const there = configure(annotation, 1);
      assert.deepEqual(there.leftOut, []);
      assert.equal(there.volumes.length + there.env.length + there.envFrom.length, 1);
    });
  }

  it('and none of its other texts is worked out', () => {
    const { env } = configure(
      'env: [{name: A, value: "$(peers[7])", when: ordinal == 1}, {name: B, value: b}]',
    );
    assert.deepEqual(
      env.map(({ variable }) => variable.name),
      ['B'],
    );
  });

  it('nor bounded', () => {
    const steps = (when: string) =>
      configure(`env: [{name: A, value: '$(peers.join(""))', when: ${when}}]`).steps;
    assert.ok(steps('ordinal == 1') < steps('ordinal == 2'));
  });

  it('so that two may have one name or one place, for different pods', () => {
    const [one, other] = [1, 2].map(ordinal =>
      configure(
        'volumes: [{name: a, mountPath: /a, configMap: x, when: ordinal == 1}, {name: a, mountPath: /a, secret: y, when: ordinal != 1}]',
        ordinal,
      ).volumes.map(({ contents }) => contents),
    );
    assert.deepEqual([one, other], [[[{ configMap: 'x' }]], [[{ secret: 'y' }]]]);
  });

  it('and for a pod that has both, that is a mistake', () => {
    const volumes = (path: string) =>
      `volumes: [{name: a, mountPath: /a, configMap: x, when: ordinal > 0}, {name: a, mountPath: ${path}, secret: y}]`;
    assert.match(
      complaintOf(volumes('/b')),
      /volumes\[1\], for ordinal 2: expected another name than that of volumes\[0\]/,
    );
    assert.match(complaintOf(volumes('/a')), /expected another mountPath than that of volumes\[0\]/);
    assert.equal(configure(volumes('/a'), 0).volumes.length, 1);
  });
});

describe('a condition', () => {
  it('may be true or false by itself', () => {
    const { env, leftOut } = configure(
      'env: [{name: A, value: a, when: true}, {name: B, value: b, when: false}]',
    );
    assert.deepEqual(
      env.map(({ variable }) => variable.name),
      ['A'],
    );
    assert.deepEqual(leftOut, [{ where: 'env[1]', when: 'false' }]);
  });

  it('may go over several lines, with comments', () => {
    const { leftOut } = configure(
      'env:\n- name: A\n  value: a\n  when: |\n    ordinal == 1 // the first\n    || ordinal == 3 // the last\n',
    );
    assert.equal(leftOut.length, 1);
  });

  it('counts as a use of what it refers to', () => {
    const { uses } = parseAnnotation('env: [{name: A, value: a, when: "pod == peers[0]"}]');
    assert.deepEqual([...uses].sort(), ['peers', 'pod']);
  });

  it('that fails is a mistake of the pod', () => {
    assert.match(
      complaintOf('env: [{name: A, value: a, when: "peers[7] == pod"}]'),
      /line 1, env\[0\]\.when, for ordinal 2: index 7 is outside the list/,
    );
  });

  const refused: [string, string, RegExp][] = [
    ['in $( and )', '$(ordinal == 0)', /when: a condition is an expression by itself: leave out `\$\(`/],
    ['of another type', 'ordinal', /when: the result is of type int: expected a bool, as in `ordinal == 0`/],
    ['that ends too early', '"ordinal == 0)"', /when: unexpected `\)`: there is no `\(` for it/],
    [
      'that ends too late',
      '"(ordinal == (0"',
      /when: the condition ends where a `\(` is open: expected `\)`\n\(ordinal == \(0\n {14}\^$/,
    ],
    [
      'that is too long',
      `"${'ordinal == 0 || '.repeat(64)}true"`,
      /when: a condition has at most 1024 characters, this one 1028: shorten it/,
    ],
    ['that is empty', '""', /when: the expression is empty: expected for example `ordinal == 0`\n/],
    ['without a value', '', /env\[0\]\.when: expected string or boolean, got null: write true, false, or/],
    ['that is a word', 'yes', /when: unknown variable `yes`: an expression can use .*`variables`\nyes/],
    ['that names what there is not', 'ordnal == 0', /did you mean `ordinal`\?/],
    [
      'that is a number',
      '1',
      /when: expected string or boolean, got 1: write true, false, or an expression such as ordinal == 0$/,
    ],
  ];
  for (const [what, when, expected] of refused) {
    it(`${what} is told at apply`, () => {
      assert.match(complaintOf(`env: [{name: A, value: a, when: ${when}}]`), expected);
    });
  }
});
