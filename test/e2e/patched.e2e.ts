// Whether a patched pod is valid is for the API server to say. What is said of it at apply must be the same.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { mergeObject } from '../../src/patch/merge-object.ts';
import { POD as POD_TYPE } from '../../src/patch/value-type.ts';
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

/** Without what is refused before a patch is merged: values of a wrong kind. */
function patched(patch: object): object {
  return mergeObject({ ...POD }, { ...patch }, POD_TYPE, '');
}
