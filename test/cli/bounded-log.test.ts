import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Logger } from 'pino';
import { deny } from '../../src/admission/decision.ts';
import { Reason } from '../../src/admission/reason.ts';
import { MAX_MESSAGE_LENGTH } from '../../src/bounds/bounds.ts';
import { openLog } from '../../src/cli/open-log.ts';
import { reportCertificates } from '../../src/cli/report-certificates.ts';
import type { CertificateMetrics } from '../../src/server/certificate-metrics.ts';
import { logAdmission } from '../../src/server/log-admission.ts';
import { CONTROL, HOSTILE, LONG } from '../bounds/hostile-texts.ts';
import { podRequest } from '../pod-request.ts';
import { fakeContext } from './fake-streams.ts';

const admit = (text: string) => (log: Logger) => {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: text, uid: 'u', controller: true };
  const pod = { metadata: { name: `${text}-0`, ownerReferences: [owner] }, spec: { containers: [] } };
  const request = { ...podRequest(pod), uid: text, namespace: text };
  logAdmission(log, { request, decision: deny(Reason.conflict, text), milliseconds: 1 });
};

const LINES: readonly [what: string, say: (text: string) => (log: Logger) => void][] = [
  ['an admission', admit],
  ['an error', text => log => log.error({ err: new Error(text, { cause: new Error(text) }) }, 'failed')],
  [
    'an error with more',
    text => log => log.error({ err: Object.assign(new Error('a'), { code: text, body: text }) }),
  ],
  ['an error by itself', text => log => log.error(new Error(text))],
  ['what is thrown and no error', text => log => log.error({ err: text }, 'failed')],
  ['a message', text => log => log.warn({ message: text, heldBack: 0 }, 'a TLS handshake failed')],
  ['a text alone', text => log => log.warn(text)],
  ['a list', text => log => log.warn({ names: [text, text] }, 'names')],
  [
    'a certificate event',
    text => log => reportCertificates(log, {} as CertificateMetrics)({ event: 'failed', message: text }),
  ],
];

function lineFor(say: (log: Logger) => void): string {
  const context = fakeContext();
  const { log, flush } = openLog('info', context);
  say(log);
  flush();
  return context.stdout.text;
}

describe('a line of the log', () => {
  for (const [what, say] of LINES) {
    it(`is one line of JSON without control characters: ${what}`, () => {
      const line = lineFor(say(HOSTILE));
      assert.equal(line.indexOf('\n'), line.length - 1);
      assert.doesNotMatch(line, CONTROL);
      assert.equal(typeof JSON.parse(line), 'object');
    });

    it(`is bounded: ${what}`, () => {
      const line = lineFor(say(LONG));
      assert.ok(line.length < 8 * MAX_MESSAGE_LENGTH, `${line.length}`);
      assert.equal(typeof JSON.parse(line), 'object');
    });
  }

  it('says what a name is, character by character', () => {
    const line = JSON.parse(lineFor(admit(HOSTILE))) as Record<string, unknown>;
    assert.deepEqual([line['namespace'], line['set'], line['uid']], [HOSTILE, HOSTILE, HOSTILE]);
  });

  it('has the type, message, stack and code of an error', () => {
    const err = Object.assign(new TypeError('a'), { code: 'ENOENT' });
    const line = JSON.parse(lineFor(log => log.error({ err }, 'failed'))) as { err: unknown; msg: string };
    assert.deepEqual(line.err, { type: 'TypeError', message: 'a', stack: err.stack, code: 'ENOENT' });
    assert.equal(line.msg, 'failed');
  });
});
