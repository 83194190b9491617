import assert from 'node:assert/strict';
import { ExpressionError } from '../../src/expression/expression-error.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import type { PodVariables } from '../../src/expression/pod-variables.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { scanTemplate } from '../../src/expression/scan-template.ts';
import { HOSTILE_POD } from '../expression/hostile-templates.ts';
import { WEB_2 } from '../expression/web-2.ts';
import type { Target } from './target.ts';

const MAX_LENGTH = 4_096;

/** The scanner finds what is there, and a template is rendered or refused, each time alike. */
export const EXPRESSIONS: Target = {
  milliseconds: 250,
  notation: undefined,
  read(text) {
    checkScanned(text);
    for (const pod of [WEB_2, HOSTILE_POD]) {
      const [first, second] = [render(text, pod), render(text, pod)];
      assert.deepEqual(first, second);
    }
  },
};

function checkScanned(template: string): void {
  const parts = orExpressionError(template, () => scanTemplate(template));
  if (!Array.isArray(parts)) return;
  for (const part of parts) {
    if (typeof part === 'string') continue;
    const { offset, text, code } = part;
    assert.equal(template.slice(offset - 2, offset + text.length + 1), `$(${text})`);
    assert.equal(code.length, text.length);
  }
}

function render(template: string, pod: PodVariables): string | object {
  const rendered = orExpressionError(template, () =>
    renderTemplate(parseTemplate(template), pod, MAX_LENGTH),
  );
  if (typeof rendered === 'string') assert.ok(rendered.length <= MAX_LENGTH);
  return rendered;
}

/** What it gives, or what is told of the error, which points into the template. */
function orExpressionError<T>(template: string, act: () => T): T | { message: string; offset: number } {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { message, source, offset, length } = error;
    assert.equal(source, template);
    assert.ok(offset >= 0 && length >= 0 && offset + length <= template.length, `${offset} + ${length}`);
    assert.ok(message.length > 10 && message.length < MAX_LENGTH && !message.includes('\n'), message);
    return { message, offset };
  }
}
