import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findAnnotation } from '../../src/admission/find-annotation.ts';
import { listOrdinals } from '../../src/admission/list-ordinals.ts';
import { makePod } from '../../src/admission/make-pod.ts';
import { mountConfiguration } from '../../src/admission/mount-configuration.ts';
import { parseStatefulSet, type StatefulSetObject } from '../../src/admission/statefulset.ts';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { bindVariables } from '../../src/admission/variables.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import * as bounds from '../../src/bounds/bounds.ts';
import {
  HEALTH_LIMITS,
  MAX_CONNECTIONS,
  MAX_HEALTH_CONNECTIONS,
  WEBHOOK_LIMITS,
} from '../../src/server/connection-limits.ts';
import { MANIFESTS, renderFiles } from '../manifests/kustomization.ts';

const PAGE = readFileSync(new URL('../../docs/bounds.md', import.meta.url), 'utf8');

/** The cells of each row: the bound's name in bounds.ts, what is bounded, the number, the largest example. */
const rows = PAGE.split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );

const toNumber = (cell: string | undefined) => Number(cell?.replaceAll(',', ''));

describe('docs/bounds.md', () => {
  it('has every bound, as it is', () => {
    const written = rows.map(([name = '', , bound]) => [name.replaceAll('`', ''), toNumber(bound)]);
    assert.deepEqual(Object.fromEntries(written), { ...bounds });
    assert.equal(rows.length, Object.keys(bounds).length);
  });

  it('says what the largest example takes, which is far below the bound', async () => {
    const largest = await measureExamples();
    for (const [name = '', , bound, example] of rows) {
      if (example === '') continue;
      const measured = largest.get(name.replaceAll('`', ''));
      assert.equal(toNumber(example), measured, name);
      assert.ok((measured ?? Infinity) * 5 <= toNumber(bound), name);
    }
    assert.equal(rows.filter(([, , , example]) => example !== '').length, largest.size);
  });
});

describe('the table of ports in docs/bounds.md', () => {
  it('says what the ports have', () => {
    const [, table = ''] = PAGE.split('\n| Limit | Webhook port | Health port |\n');
    const written = table
      .split('\n')
      .slice(1, 9)
      .map(row => row.split('|').slice(2, 4).map(toNumber));
    const { https, ...webhook } = WEBHOOK_LIMITS;
    const { http, ...health } = HEALTH_LIMITS;
    assert.deepEqual(written, [
      [MAX_CONNECTIONS, MAX_HEALTH_CONNECTIONS],
      [https.maxHeaderSize, http.maxHeaderSize],
      [bounds.MAX_BODY_BYTES, health.bodyLimit],
      [https.handshakeTimeout / 1_000, 0],
      [https.headersTimeout / 1_000, http.headersTimeout / 1_000],
      [webhook.requestTimeout / 1_000, health.requestTimeout / 1_000],
      [webhook.connectionTimeout / 1_000, health.connectionTimeout / 1_000],
      [webhook.keepAliveTimeout / 1_000, health.keepAliveTimeout / 1_000],
    ]);
  });
});

async function measureExamples(): Promise<Map<string, number>> {
  const largest = new Map<string, number>();
  for (const folder of readdirSync(join(MANIFESTS, 'examples'))) {
    if (folder === 'helm-chart') continue;
    const objects = await renderFiles(join(MANIFESTS, 'examples', folder));
    for (const object of objects.filter(({ kind }) => kind === 'StatefulSet')) {
      const set = parseStatefulSet(object, folder);
      for (const ordinal of listOrdinals(set)) {
        for (const [name, value] of Object.entries(measurePod(set, ordinal))) {
          largest.set(name, Math.max(value, largest.get(name) ?? 0));
        }
      }
    }
  }
  return largest;
}

function measurePod(set: StatefulSetObject, ordinal: number): Record<string, number> {
  const text = findAnnotation(set)?.text ?? '';
  const annotation = parseAnnotation(text);
  const pod = makePod(set, ordinal);
  const owner = { apiVersion: set.apiVersion, name: set.metadata.name, uid: '' };
  const configuration = configurePod(
    annotation,
    bindVariables({ pod, owner, namespace: 'default' }, ordinal, annotation, set.spec),
  );
  const operations = mountConfiguration(pod, configuration);
  const annotations: Record<string, string> = pod.metadata.annotations ?? {};
  const expressions = annotation.fields.flatMap(({ template }) =>
    template.parts.flatMap(part => (typeof part === 'string' ? [] : [part.source.text.length])),
  );
  const placements = operations.flatMap(operation =>
    'value' in operation && /\/(volumeMounts|env|envFrom)\b/.test(operation.path) ? [operation.value] : [],
  );
  return {
    MAX_ANNOTATION_LENGTH: text.length,
    MAX_EXPRESSIONS: expressions.length,
    MAX_CODE_LENGTH: expressions.reduce((sum, length) => sum + length, 0),
    MAX_EXPRESSION_LENGTH: Math.max(0, ...expressions),
    MAX_STEPS: Math.ceil(configuration.steps),
    MAX_PLACEMENTS: placements.reduce<number>(
      (sum, value) => sum + (Array.isArray(value) ? value.length : 1),
      0,
    ),
    MAX_PATCH_BYTES: Buffer.byteLength(JSON.stringify(operations)),
    MAX_STATUS_BYTES: Buffer.byteLength(annotations[STATUS_ANNOTATION] ?? ''),
    MAX_POD_ANNOTATION_BYTES: Object.entries(annotations).reduce(
      (sum, [key, value]) => sum + Buffer.byteLength(key + value),
      0,
    ),
  };
}
