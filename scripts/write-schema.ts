// Publishes the JSON Schema of the annotation for editors, from the one that the parser checks by.
import { writeFileSync } from 'node:fs';
import { ANNOTATION_SCHEMA } from '../src/annotation/schema/annotation-schema.ts';

const file = new URL('../annotation.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(ANNOTATION_SCHEMA, undefined, 2)}\n`);
