import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { Ajv } from 'ajv';
import { ANNOTATION_SCHEMA } from '../../src/annotation/annotation-schema.ts';

it('the schema that is published is the one that the parser checks by (npm run schema writes it)', () => {
  const published = readFileSync(new URL('../../annotation.schema.json', import.meta.url), 'utf8');
  assert.deepEqual(JSON.parse(published), ANNOTATION_SCHEMA);
});

it('the schema is one, as JSON Schema has it', () => {
  const ajv = new Ajv({ allowUnionTypes: true });
  assert.equal(ajv.validateSchema(ANNOTATION_SCHEMA), true, ajv.errorsText());
});
