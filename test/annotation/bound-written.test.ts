import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { MAX_WRITTEN_LENGTH, MAX_WRITTEN_VALUES } from '../../src/bounds/bounds.ts';

/** Variables of one value, which is written once. */
const repeat = (count: number, value: string) =>
  `env:\n- {name: V, value: &x "${value}"}\n${Array.from({ length: count - 1 }, (_, index) => `- {name: V${index}, value: *x}\n`).join('')}`;

describe('what an annotation holds is bounded as if nothing were repeated by an alias', () => {
  it('a few aliases do no harm', () => {
    assert.equal(parseAnnotation(repeat(50, 'x'.repeat(4_000))).env.length, 50);
  });

  it('of a text', () => {
    assert.throws(() => parseAnnotation(repeat(100, 'x'.repeat(MAX_WRITTEN_LENGTH / 90))), {
      name: 'AnnotationError',
      message:
        /expected at most 524288 characters, aliases resolved, got \d+: .*put large texts into ConfigMaps/,
    });
  });

  it('of a list', () => {
    const items = Array.from({ length: 200 }, (_, index) => `{key: k${index}, path: p${index}}`).join(', ');
    const volume = (index: number) =>
      `- {mountPath: /m${index}, configMap: {name: c, items: ${index === 0 ? `&x [${items}]` : '*x'}}}\n`;
    const volumes = (count: number) =>
      `volumes:\n${Array.from({ length: count }, (_, index) => volume(index)).join('')}`;
    assert.equal(parseAnnotation(volumes(3)).volumes.length, 3);
    assert.throws(() => parseAnnotation(volumes(30)), {
      name: 'AnnotationError',
      message: `expected at most ${MAX_WRITTEN_VALUES} values, aliases resolved, got ${MAX_WRITTEN_VALUES + 1}: an alias counts as all that it repeats; put large texts into ConfigMaps`,
    });
  });

  it('of aliases within aliases', () => {
    const levels = ['a: &a [x, x, x, x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed', 'fe'].map(pair => [...pair])) {
      levels.push(`${name}: &${name} [*${of}, *${of}, *${of}, *${of}]`);
    }
    assert.throws(() => parseAnnotation(levels.join('\n')), { name: 'AnnotationError' });
  });
});

describe('a condition counts as an expression', () => {
  const write = (count: number, when: string) =>
    `env:\n${Array.from({ length: count }, (_, index) => `- {name: V${index}, value: x, when: ${when}}\n`).join('')}`;

  it('among those of the whole annotation', () => {
    const value = (when: string) => write(150, when).replaceAll('value: x', 'value: $(ordinal)');
    assert.throws(() => parseAnnotation(value('ordinal == 0')), {
      message: /expected at most 256 expressions in the whole annotation, got 300/,
    });
    assert.equal(parseAnnotation(value('true')).env.length, 150);
  });

  it('with its characters', () => {
    assert.throws(() => parseAnnotation(write(100, `ordinal == 0 // ${'x'.repeat(200)}`)), {
      message: /expected at most 16384 characters in all expressions/,
    });
  });
});
