import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { ANNOTATION_SCHEMA } from '../../src/annotation/schema/annotation-schema.ts';
import type { VariableName } from '../../src/expression/pod-variables.ts';
import { FIELDS } from '../../src/policy/exported-fields.ts';
import { findUnsupported } from '../../src/policy/find-unsupported.ts';

/** What is refused of a text, as if its expressions used these values. */
function find(text: string, ...uses: string[]) {
  const annotation = { ...parseAnnotation('/a'), uses: new Set(uses as VariableName[]) };
  return findUnsupported(annotation, text);
}

const codes = (text: string, ...uses: string[]) => find(text, ...uses).map(({ code }) => code);

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** The paths of all fields, those of refused ones left out. */
function listPaths(schema: Schema, at = ''): string[] {
  if (schema.items !== undefined) return listPaths(schema.items, `${at}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`;
    return [path, ...(FIELDS[path] === 'exported' ? listPaths(inner, path) : [])];
  });
}

describe('what no exported policy does', () => {
  it('is decided for every field of the annotation', () => {
    const paths = listPaths(ANNOTATION_SCHEMA as Schema);
    assert.ok(paths.includes('volumes[].sources[].configMap.items[].key'));
    assert.deepEqual(
      paths.filter(path => FIELDS[path] === undefined),
      [],
    );
  });

  it('is nothing of what was there from the beginning', () => {
    const source = { configMap: { name: 'a', items: [{ key: 'a', path: 'b', mode: 256 }] } };
    const text = JSON.stringify({
      volumes: [
        { mountPath: '/a', sources: [source, { files: { when: 'x' } }], containers: ['a'] },
        { name: 'b', secret: { secretName: 'a', optional: true } },
      ],
      env: [{ name: 'A', value: 'b', injectedContainers: ['a'] }],
      envFrom: [{ secret: 'a', prefix: 'b', optional: true }],
    });
    assert.deepEqual(codes(text, 'ordinal', 'peers', 'labels'), []);
  });

  it('is nothing of a path, whatever it looks like', () => {
    for (const path of ['/a', '/when: x', '/a: [', '  /b']) assert.deepEqual(codes(path), []);
  });

  it('is an own variable, a patch, a condition wherever it is, and a value from elsewhere', () => {
    assert.deepEqual(codes('variables: {a: b}'), ['variables']);
    assert.deepEqual(codes('patches: [{when: true, spec: {containers: []}}]'), ['patches']);
    for (const element of ['volumes: [{when: a}]', 'volumes: [{sources: [{files: {a: b}, when: a}]}]']) {
      assert.deepEqual(codes(element), ['when']);
    }
    assert.deepEqual(codes('env: [{when: false}]'), ['when']);
    assert.deepEqual(codes('envFrom: [{when: a}]'), ['when']);
    assert.deepEqual(codes('env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]'), [
      'value-from',
    ]);
  });

  it('is a field that is newer than the export', () => {
    assert.deepEqual(find('volumes: [{image: {reference: a}}, {configMap: {name: a, later: {when: b}}}]'), [
      {
        code: 'newer-field',
        message:
          'volumes[0].image, volumes[1].configMap.later: export writes no policy for this field: use the webhook',
      },
    ]);
  });

  it('is a value that policies do not know', () => {
    assert.deepEqual(find('/a', 'ordinal', 'fqdn', 'pods'), [
      { code: 'newer-value', message: 'fqdn, pods: a policy does not know this value: use the webhook' },
    ]);
  });

  it('is told once for each kind, with the places', () => {
    const [refusal, ...others] = find('env: [{when: a}, {when: b}]\nenvFrom: [{}, {when: c}]');
    assert.deepEqual(others, []);
    assert.match(refusal?.message ?? '', /^env\[0\]\.when, env\[1\]\.when, envFrom\[1\]\.when: /);
  });
});
