import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { ANNOTATION_SCHEMA } from '../../src/annotation/schema/annotation-schema.ts';
import { ALLOWED_FUNCTIONS } from '../../src/expression/allowed-functions.ts';
import { MACROS } from '../../src/expression/macros.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import { POD_FIELDS, VARIABLE_TYPES } from '../../src/expression/pod-variables.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { findRefusedField } from '../../src/patch/find-refused-field.ts';
import { MERGE_KEYS } from '../../src/patch/merge-keys.ts';
import { REFUSED_METADATA, REFUSED_SPEC } from '../../src/patch/refused-fields.ts';
import { WEB_2 } from '../expression/web-2.ts';
import { listFields } from './list-fields.ts';

const PAGE = readFileSync(new URL('../../docs/annotation.md', import.meta.url), 'utf8');
const FIELDS = listFields(ANNOTATION_SCHEMA);

/** The text under a heading, up to the next one. */
const section = (heading: string) => PAGE.split(`\n${heading}\n`)[1]?.split(/^#+ /m)[0] ?? '';

/** The cells of each row of the table under a heading. Code can hold a bar. */
const rowsOf = (heading: string) =>
  section(heading)
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(row =>
      (row.match(/(?:`[^`]*`|[^|`])+/g) ?? []).map(cell => cell.trim()).filter((_, index) => index < 5),
    );

const codeIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const annotations = [...PAGE.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, text = '']) => {
  const annotation = (parse(text) as { 'per-pod-config'?: string })['per-pod-config'];
  return annotation === undefined ? [] : [annotation];
});

describe('the table of fields in docs/annotation.md', () => {
  const rows = rowsOf('## Fields').flatMap(([fields, ...cells]) =>
    codeIn(fields).map(field => ({ field, cells })),
  );

  it('has every field of the schema once, and no other', () => {
    assert.deepEqual(rows.map(({ field }) => field).sort(), [...FIELDS.keys()].sort());
  });

  for (const { field, cells } of rows) {
    it(`says of ${field} which types it takes, and whether it takes expressions`, () => {
      const schema = FIELDS.get(field);
      assert.deepEqual(cells[0]?.split(' or ').sort(), schema?.types);
      assert.equal(cells[1] !== '', schema?.expressions);
    });
  }
});

describe('the annotations in docs/annotation.md', () => {
  for (const [index, annotation] of annotations.entries()) {
    it(`number ${index + 1} is valid, and configures a pod`, () => {
      const { volumes, env, envFrom, patches } = configurePod(parseAnnotation(annotation), WEB_2);
      assert.ok(volumes.length + env.length + envFrom.length + patches.length > 0);
    });
  }

  it('show every field', () => {
    const shown = new Set(annotations.flatMap(text => listKeys(parse(text))));
    const names = [...FIELDS.keys()].map(field => field.replace(/.*\./, ''));
    assert.deepEqual(
      names.filter(name => !shown.has(name)),
      [],
    );
  });

  it('say that the short form means the same as a long one, and it does', () => {
    const [short, long] = annotations.map(text => configurePod(parseAnnotation(text), WEB_2).volumes);
    const plain = (volumes: typeof short) => volumes?.map(({ where, ...volume }) => volume);
    assert.deepEqual(plain(short), plain(long));
  });
});

describe('the expressions in docs/annotation.md', () => {
  it('can use all values, with their types, and no others', () => {
    const written = rowsOf('### Values').flatMap(([names, type]) =>
      codeIn(names).map(name => [name, ...codeIn(type)]),
    );
    assert.deepEqual(Object.fromEntries(written), VARIABLE_TYPES);
  });

  it('can use every field of a pod of `pods`, and no other', () => {
    const [, , meaning] = rowsOf('### Values').find(([name]) => name === '`pods`') ?? [];
    assert.deepEqual(codeIn(meaning?.split(':')[0]).sort(), Object.keys(POD_FIELDS).sort());
  });

  it('can call all functions and macros, and no others', () => {
    const listed = section('### Functions')
      .split('\n')
      .filter(line => line.startsWith('- '));
    assert.deepEqual(codeIn(listed.join()).sort(), [...ALLOWED_FUNCTIONS.keys(), ...MACROS].sort());
  });

  const pod = { ...WEB_2, peers: ['web-0', 'web-1', 'web-2'], labels: { site: 'a' } };
  for (const [text, expected] of rowsOf('### Functions')) {
    const [source = ''] = codeIn(text);
    it(`give what is said: ${source}`, () => {
      assert.deepEqual([renderTemplate(parseTemplate(source), pod, 100)], codeIn(expected));
    });
  }
});

it('docs/annotation.md lists the fields that no patch may set, and no others', () => {
  const fields = rowsOf('### Fields that cannot be patched').flatMap(([cell]) => codeIn(cell));
  const written = fields.filter(field => /^(?:metadata|spec)\.\w+(?:\[\]\.\w+)?$/.test(field));
  const refused = written.filter(field => !/\.(?:labels|annotations)$/.test(field));
  for (const field of refused) {
    const path = field.split('.').flatMap(name => (name.endsWith('[]') ? [name.slice(0, -2), 0] : [name]));
    assert.notEqual(findRefusedField(path, 'x'), undefined, field);
  }
  const known = [...REFUSED_METADATA.keys(), ...REFUSED_SPEC.keys()];
  assert.deepEqual(refused.map(field => field.replace(/.*\./, '')).sort(), known.sort());
  const keys = fields.filter(field => /^[\w.-]+\/|^controller/.test(field) && !field.endsWith('…'));
  for (const key of keys) assert.notEqual(findRefusedField(['metadata', 'labels', key], 'x'), undefined, key);
  assert.ok(keys.length > 2);
});

it('docs/annotation.md lists the keys by which patches find elements', () => {
  const written = rowsOf('### Lists').flatMap(([lists, key]) =>
    codeIn(lists).map(list => [list, ...codeIn(key)]),
  );
  const keys = [...MERGE_KEYS].map(([field, key]) => [field.replace(/.*\./, ''), key]);
  const { ownerReferences, ephemeralContainers, ...patchable } = Object.fromEntries(keys);
  assert.deepEqual(Object.fromEntries(written), patchable);
});

it('docs/annotation.md shows an error as it is', () => {
  const [, shown] = /^```\n(.*?)\n```$/ms.exec(section('## Validation errors')) ?? [];
  const text = 'volumes:\n- mountPath: /a\n  configMap: node-$(ordnal)';
  assert.throws(() => parseAnnotation(text), { message: shown });
});

it('docs/annotation.md lists every example', () => {
  const listed = [...section('## Examples').matchAll(/\(\.\.\/manifests\/examples\/([\w-]+)\)/g)];
  const folders = readdirSync(new URL('../../manifests/examples', import.meta.url));
  assert.deepEqual([...new Set(listed.map(([, name]) => name))].sort(), folders.sort());
});

function listKeys(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...listKeys(part)]);
}
