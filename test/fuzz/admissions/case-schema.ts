import { ANNOTATION_SCHEMA } from './annotation-schema.ts';
import { mount, podContainer, podText, podVolume, variable } from './pod-schema.ts';
import { laterName, list, orNull, plainName, record, word } from './schema-parts.ts';

/** The JSON Schema of the cases that the model knows. */
export const CASE_SCHEMA = record(
  {
    owner: { enum: ['StatefulSet', 'ReplicaSet'] },
    ordinal: { type: 'integer', minimum: 0, maximum: 99 },
    annotation: { ...ANNOTATION_SCHEMA, type: ['object', 'null'] },
    pod: record(
      {
        annotations: { type: ['object', 'null'], maxProperties: 9, additionalProperties: podText },
        spec: record(
          {
            containers: list(podContainer(plainName), 20, { minItems: 1 }),
            initContainers: orNull(list(podContainer(plainName), 20)),
            volumes: orNull(list(podVolume(plainName), 10)),
            future: word,
          },
          ['containers'],
        ),
      },
      ['spec'],
    ),
    later: record(
      {
        containers: list(podContainer(laterName), 2),
        initContainers: list(podContainer(laterName), 2),
        volumes: list(podVolume(laterName), 2),
        env: list(variable, 2),
        volumeMounts: list(mount, 2),
      },
      ['containers', 'initContainers', 'volumes'],
    ),
  },
  ['owner', 'ordinal', 'annotation', 'pod', 'later'],
);
