import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

/** The value of a variable, and what is noted about it. */
function read(written: string) {
  const annotation = parseAnnotation(`env:\n- {name: A, value: ${written}}`);
  const [{ variable } = {}] = configurePod(annotation, WEB_2).env;
  return { value: { value: undefined, ...variable }.value, notes: annotation.notes };
}

describe('a number or boolean is a text where one belongs, as it is written', () => {
  for (const word of ['2', '-3', '0.5', '1.25', 'true', 'false', '9007199254740991']) {
    it(word, () => {
      assert.deepEqual(read(word), { value: word, notes: [] });
    });
  }
});

describe('what is a text to YAML 1.2 is taken without a word', () => {
  for (const word of [
    'on',
    'yes',
    'no',
    'y',
    '12:30',
    '1_000',
    '0b1',
    '2026-11-28',
    '1.2.3',
    '0x1G',
    '"0400"',
    "'1e3'",
  ]) {
    it(word, () => {
      assert.deepEqual(read(word), { value: word.replaceAll(/['"]/g, ''), notes: [] });
    });
  }
});

describe('where YAML makes another text of it, a note says which', () => {
  const rows: [word: string, text: string][] = [
    ['0400', '256'],
    ['0o400', '256'],
    ['0x10', '16'],
    ['1e3', '1000'],
    ['1.0', '1'],
    ['1.10', '1.1'],
    ['+1', '1'],
    ['.5', '0.5'],
    ['-0', '0'],
    ['True', 'true'],
    ['FALSE', 'false'],
    ['08', '8'],
    ['12345678901234567890', '12345678901234567000'],
    ['!!int "03"', '3'],
  ];
  for (const [word, text] of rows) {
    it(word, () => {
      const { value, notes } = read(word);
      assert.equal(value, text);
      const written = word.replace(/^.*"(.*)"$/, '$1');
      assert.deepEqual(
        notes.map(({ code, message }) => [code, message]),
        [['yaml-changed', `env[0].value: YAML reads ${written} as ${text}: put it in quotes to keep it`]],
      );
    });
  }

  it('at its place, which an alias has, too', () => {
    const text = 'env:\n- {name: A, value: &a 0400}\n- {name: B, value: *a}';
    const at = parseAnnotation(text).notes.map(note => text.slice(note.at));
    assert.deepEqual(at, [text.slice(text.indexOf('0400')), '*a}']);
  });
});

it('an alias stands for the last anchor before it', () => {
  const values = ['&a 0400', '*a', '&a 1e3', '*a', '&b "07"', '*b'];
  const env = values.map((value, index) => `- {name: V${index}, value: ${value}}`);
  const messages = parseAnnotation(`env:\n${env.join('\n')}`).notes.map(
    ({ message }) => message.split(':')[1],
  );
  assert.deepEqual(messages, [
    ' YAML reads 0400 as 256',
    ' YAML reads 0400 as 256',
    ' YAML reads 1e3 as 1000',
    ' YAML reads 1e3 as 1000',
  ]);
});

it('so are the names and keys of objects, and the texts of files', () => {
  const annotation = parseAnnotation(`volumes:
- {mountPath: /a, configMap: 07, name: a}
- {mountPath: /b, secret: {secretName: 8, items: [{key: 1, path: a}]}, name: b}
- {mountPath: /c, files: {id: 7, on: true}, name: c}
envFrom:
- {configMap: 9}
env:
- {name: A, valueFrom: {secretKeyRef: {name: 10, key: 1.0}}}`);
  const { volumes, files, env, envFrom } = configurePod(annotation, WEB_2);
  assert.deepEqual(
    volumes.flatMap(({ contents }) => contents),
    [{ configMap: '7' }, { secret: '8' }, { files: ['id', 'on'] }],
  );
  assert.deepEqual(Object.values(files), ['7', 'true']);
  assert.deepEqual([env[0]?.content, envFrom[0]?.content], [{ secret: '10' }, { configMap: '9' }]);
  assert.deepEqual(
    annotation.notes.map(({ message }) => message.split(':')[0]),
    ['volumes[0].configMap', 'env[0].valueFrom.secretKeyRef.key'],
  );
});

it('a variable keeps its type, and what YAML has changed is noted, too', () => {
  const annotation = parseAnnotation(
    'variables: {a: 0400, b: 1}\nenv: [{name: A, value: $(variables.a + variables.b)}]',
  );
  assert.deepEqual(configurePod(annotation, WEB_2).env[0]?.variable, { name: 'A', value: '257' });
  assert.deepEqual(
    annotation.notes.map(({ message }) => message),
    ['variables.a: YAML reads 0400 as 256: put it in quotes to keep it'],
  );
});

it('what is no number is none, whatever YAML calls it', () => {
  for (const word of ['.inf', '-.inf', '.nan']) {
    assert.throws(
      () => read(word),
      /env\[0\]\.value: expected string, got -?(Infinity|NaN): put it in quotes/,
    );
  }
});

it('paths are texts, always', () => {
  for (const field of ['mountPath: 7, configMap: a', 'mountPath: /a, subPath: 7, configMap: a']) {
    assert.throws(() => parseAnnotation(`volumes: [{${field}}]`), /expected string, got 7: put it in quotes/);
  }
});
