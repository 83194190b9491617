import {
  MAX_ENV_FROM,
  MAX_OWN_VARIABLES,
  MAX_PATCHES,
  MAX_VARIABLES,
  MAX_VOLUMES,
} from '../../bounds/bounds.ts';
import { PATCH_PARTS } from '../patches/patch-schema.ts';
import { env, envFrom } from './environment-schemas.ts';
import { when } from './field-schemas.ts';
import { volume } from './volume-schema.ts';

const patch = {
  type: 'object',
  additionalProperties: false,
  properties: {
    when,
    ...PATCH_PARTS,
  },
} as const;

const variables = {
  type: 'object',
  maxProperties: MAX_OWN_VARIABLES,
  description:
    'Values that expressions use as variables.NAME. One that is just one expression keeps its type; each may use those before it.',
  additionalProperties: { type: ['string', 'integer', 'boolean'] },
} as const;

/**
 * The JSON Schema of the annotation's long form: what the parser checks by, and what is published as
 * annotation.schema.json for editors. What no schema can say (expressions, names that clash) is checked
 * after it.
 */
export const ANNOTATION_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'The annotation per-pod-config of a StatefulSet, in its long form',
  description: 'Expressions are $(…), in CEL; $$( is $( itself.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    variables,
    volumes: { type: 'array', maxItems: MAX_VOLUMES, description: 'What is mounted.', items: volume },
    env: {
      type: 'array',
      maxItems: MAX_VARIABLES,
      description: "Variables, in front of the container's own.",
      items: env,
    },
    envFrom: {
      type: 'array',
      maxItems: MAX_ENV_FROM,
      description: "Variables from objects, in front of the container's own.",
      items: envFrom,
    },
    patches: {
      type: 'array',
      maxItems: MAX_PATCHES,
      description: 'Strategic merge patches of the pod, as kubectl patch takes them, in order.',
      items: patch,
    },
  },
} as const;
