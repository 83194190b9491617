import assert from 'node:assert/strict';
import { test } from 'node:test';
import { celEnvironment } from '../../src/expression/environment.ts';
import { parseTemplate } from '../../src/expression/parse-template.ts';
import { renderTemplate } from '../../src/expression/render-template.ts';
import { WEB_2 } from './web-2.ts';

test('The library is set up once, and anew after 1,000 expressions that failed', () => {
  const first = celEnvironment();
  const template = parseTemplate('$(ordinal)');
  for (let failures = 0; failures < 999; failures++) assert.throws(() => parseTemplate('$(unknown)'));
  assert.equal(celEnvironment(), first);
  assert.throws(() => parseTemplate('$(unknown)'));
  assert.notEqual(celEnvironment(), first);
  assert.equal(renderTemplate(template, WEB_2, 10), '2');
});
