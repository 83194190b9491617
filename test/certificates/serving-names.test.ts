import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseServingNames } from '../../src/certificates/serving-names.ts';

const accepted: [name: string, type: 'dns' | 'ip', value: string][] = [
  ['per-pod-config.per-pod-config.svc', 'dns', 'per-pod-config.per-pod-config.svc'],
  ['localhost', 'dns', 'localhost'],
  ['Web-0.Example.COM', 'dns', 'web-0.example.com'],
  ['3com.example', 'dns', '3com.example'],
  ['*.per-pod-config.svc', 'dns', '*.per-pod-config.svc'],
  [`${'a'.repeat(63)}.example`, 'dns', `${'a'.repeat(63)}.example`],
  ['127.0.0.1', 'ip', '127.0.0.1'],
  ['::1', 'ip', '::1'],
  ['2001:DB8:0:0::1', 'ip', '2001:db8::1'],
  ['::ffff:10.0.0.1', 'ip', '::ffff:a00:1'],
];
for (const [name, type, value] of accepted) {
  test(`"${name}" is the ${type} name "${value}"`, () => {
    assert.deepEqual(parseServingNames([name]), [{ type, value }]);
  });
}

const refused: [name: string, problem: RegExp][] = [
  ['', /"" is not a label/],
  ['web_0.example', /"web_0" is not a label of letters, digits and inner hyphens/],
  ['-web.example', /"-web" is not a label/],
  ['web-.example', /"web-" is not a label/],
  ['web..example', /"" is not a label/],
  ['example.com.', /"" is not a label/],
  ['https://example.com', /is not a label/],
  ['example.com:8443', /"com:8443" is not a label/],
  ['exämple.com', /"exämple" is not a label/],
  ['example.com\n', /is not a label/],
  [`${'a'.repeat(64)}.example`, /is not a label .* 1 to 63/],
  [`${'a.'.repeat(127)}`, /it has 254 characters, at most 253/],
  ['*', /"\*" is not a label/],
  ['*.com', /a wildcard only in front of two labels/],
  ['web.*.example.com', /"\*" is not a label/],
  ['10.0.0.256', /looks like an IPv4 address/],
  ['10.0.0.0/8', /"0\/8" is not a label/],
  ['fe80::1%eth0', /leave out the zone/],
];
for (const [name, problem] of refused) {
  test(`${JSON.stringify(name.slice(0, 40))} is refused in words`, () => {
    assert.throws(
      () => parseServingNames(['localhost', name]),
      error =>
        error instanceof Error && error.message.includes(`got "${name}"`) && problem.test(error.message),
    );
  });
}

test('a name given twice counts once, whatever its case', () => {
  assert.deepEqual(parseServingNames(['a.example', '::1', 'A.example', '0:0::1']), [
    { type: 'dns', value: 'a.example' },
    { type: 'ip', value: '::1' },
  ]);
});

test('no name at all is refused', () => {
  assert.throws(() => parseServingNames([]), /expected at least one DNS name or IP address/);
});
