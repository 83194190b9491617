import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { Ajv } from 'ajv';
import { ANNOTATION_SCHEMA } from '../../../src/annotation/schema/annotation-schema.ts';

it('the schema that is published is the one that the parser checks by (npm run schema writes it)', () => {
  const published = readFileSync(new URL('../../../annotation.schema.json', import.meta.url), 'utf8');
  assert.deepEqual(JSON.parse(published), ANNOTATION_SCHEMA);
});

it('the schema is one, as JSON Schema has it', () => {
  const ajv = new Ajv({ allowUnionTypes: true });
  assert.equal(ajv.validateSchema(ANNOTATION_SCHEMA), true, ajv.errorsText());
});

it('the schema has the names of the fields that a patch may set, for editors, and leaves their values alone', () => {
  const { metadata, spec } = ANNOTATION_SCHEMA.properties.patches.items.properties;
  const names = Object.keys(spec.properties);
  for (const name of ['nodeSelector', 'tolerations', 'containers']) assert.ok(names.includes(name), name);
  for (const name of ['hostname', 'serviceAccountName', 'status']) assert.ok(!names.includes(name), name);
  const validate = new Ajv({ allowUnionTypes: true, strict: true }).compile({
    type: 'object',
    properties: { metadata, spec },
  });
  const ofTomorrow = { labels: '$(labels)', containers: ['$(x)', { name: 1, image: null }], tomorrow: 1 };
  assert.equal(validate({ metadata: ofTomorrow, spec: ofTomorrow }), true);
});
