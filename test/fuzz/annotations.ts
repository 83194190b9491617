import assert from 'node:assert/strict';
import { parse, stringify } from 'yaml';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import type { PodVariables } from '../../src/expression/pod-variables.ts';
import { HOSTILE_POD } from '../expression/hostile-templates.ts';
import { WEB_2 } from '../expression/web-2.ts';
import type { Target } from './target.ts';

/** Characters. A message goes into an event and a header-sized answer, whatever was written. */
const MAX_MESSAGE_LENGTH = 4_096;

/** An annotation is worked out or refused, each time alike. */
export const ANNOTATIONS: Target = {
  milliseconds: 500,
  notation: { parse: text => parse(text, { maxAliasCount: 10, stringKeys: true }), stringify },
  read(text) {
    for (const pod of [WEB_2, HOSTILE_POD]) assert.deepEqual(workOut(text, pod), workOut(text, pod));
  },
};

function workOut(text: string, pod: PodVariables): object {
  try {
    const configuration = configurePod(parseAnnotation(text), pod);
    assert.ok(JSON.stringify(configuration).isWellFormed());
    return configuration;
  } catch (error) {
    if (!(error instanceof AnnotationError)) throw error;
    const { message } = error;
    assert.ok(message.length > 10 && message.length < MAX_MESSAGE_LENGTH, `${message.length}: ${message}`);
    return { message };
  }
}
