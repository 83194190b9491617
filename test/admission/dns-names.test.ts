import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuseNameless } from '../../src/admission/dns-names.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';

const refuse = (text: string, service = '') => refuseNameless(parseAnnotation(text), 'web', service);
const env = (...values: string[]) =>
  `env:\n${values.map((value, index) => `  - {name: A${index}, value: '${value}'}\n`).join('')}`;

describe('a name of a pod in the DNS', () => {
  const COMPLAINT =
    'env[1].value: the pods have no fqdn: StatefulSet web has no serviceName; name its headless Service there';

  for (const value of [
    '$(fqdn)',
    'a $(fqdn + ":1") b',
    '$(pods.map(p, p.fqdn).join(","))',
    '$(pods[0].fqdn)',
    '$(pods.filter(p, p.ordinal > 0)[0].fqdn)',
    '$(pods.exists(p, p.fqdn == "a"))',
    '$(ordinal == 0 ? "a" : fqdn)',
  ]) {
    it(`is refused without a serviceName, with its line: ${value}`, () => {
      assert.throws(() => refuse(env('$(pod)', value)), { message: `line 3, ${COMPLAINT}` });
      refuse(env('$(pod)', value), 'svc');
    });
  }

  for (const value of [
    'fqdn',
    '$(pods[0].name)',
    '$("fqdn")',
    '$(pods[0].name + ".fqdn")',
    '$(labels.fqdn)',
    '$(domain)',
  ]) {
    it(`is not seen in ${value}`, () => refuse(env(value)));
  }

  it('is refused by way of a variable, where that is written', () => {
    const complaint = COMPLAINT.slice(COMPLAINT.indexOf(':'));
    for (const [variable, value] of [
      ['$(fqdn)', '$(variables.a)'],
      ['$(pods.map(p, p.fqdn))', '$(variables.a[0])'],
    ]) {
      const message = `line 1, variables.a${complaint}`;
      assert.throws(() => refuse(`variables: {a: '${variable}'}\n${env(value ?? '')}`), { message });
    }
    const message = `line 3, env[0].value${complaint}`;
    assert.throws(() => refuse(`variables: {a: $(pods)}\n${env('$(variables.a[0].fqdn)')}`), { message });
  });

  it('is not refused where the annotation looks at service itself', () =>
    refuse(env('$(service == "" ? pod : fqdn)')));
});
