// Whether a patched pod is valid is for the API server to say. What is said of it at apply must be the same.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { checkPatched } from '../../src/patch/check-patched.ts';
import { mergeObject } from '../../src/patch/merge-object.ts';
import { CHOICES, RANGES } from '../../src/patch/rules/allowed-values.ts';
import { POD as POD_TYPE } from '../../src/patch/value-type.ts';
import { PATCHES } from '../patch/rules/bounded-fields.ts';
import { POD, REFUSED, TAKEN } from '../patch/rules/patched-cases.ts';
import { type ApiServer, openApiServer } from './api-server.ts';
import { useNamespace } from './namespace.ts';

const namespace = useNamespace('patched');
const pods = `/api/v1/namespaces/${namespace}/pods?dryRun=All`;

let server: ApiServer;
before(async () => {
  server = await openApiServer();
});

test('the API server takes what `checkPatched` takes', async () => {
  for (const patch of TAKEN) await server.call('POST', pods, [201], patched(patch));
});

test('the API server refuses what `checkPatched` refuses', async () => {
  for (const { patch, message } of REFUSED) {
    const answer = await server.call<{ kind: string }>('POST', pods, [201, 400, 403, 422], patched(patch));
    assert.equal(answer.kind, 'Status', `${JSON.stringify(patch)} is taken, in spite of ${message}`);
  }
});

/** Behind a feature gate of some releases. */
const GATED = ['Lt', 'Gt'];

for (const [field, patchOf] of Object.entries(PATCHES)) {
  test(`the API server takes the same values of ${field}`, async () => {
    for (const value of valuesOf(field)) {
      const after = patched(patchOf(value));
      const answer = await server.call<{ kind: string; message?: string }>(
        'POST',
        pods,
        [201, 400, 422],
        after,
      );
      const complaints = checkPatched(POD, after);
      const about = `${value}: ${answer.message}, ${JSON.stringify(complaints)}`;
      if (!GATED.includes(String(value)))
        assert.equal(complaints.length > 0, answer.kind === 'Status', about);
    }
  });
}

function valuesOf(field: string): readonly unknown[] {
  const [least = 0, most = 0] = RANGES.get(field) ?? [];
  return CHOICES.has(field) ? [...(CHOICES.get(field) ?? []), 'x'] : [least - 1, least, most, most + 1];
}

/** Without what is refused before a patch is merged: values of a wrong kind. */
function patched(patch: object): object {
  return mergeObject({ ...POD }, { ...patch }, POD_TYPE, '');
}
