import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkEnvFieldPath } from '../../src/annotation/check-field-path.ts';

describe('a variable may have its value from a field of the pod that the API server takes', () => {
  const paths = [
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.host',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
    "metadata.labels['role']",
    "metadata.labels['apps.kubernetes.io/pod-index']",
    "metadata.annotations['example.com/A_b.c']",
    // The API server looks at the key in lower case.
    "metadata.annotations['Example.COM/a']",
    `metadata.labels['${'a'.repeat(63)}']`,
  ];
  for (const path of paths) {
    it(path, () => {
      assert.equal(checkEnvFieldPath(path), undefined);
    });
  }
});

describe('of any other, it says what was probably meant', () => {
  const rows: [path: string, complaint: RegExp][] = [
    ['x', /got "x": known are metadata\.labels\['KEY'\], .*, metadata\.name, .* more$/],
    ['', /got "": known are /],
    ['status.podIp', /got "status\.podIp": did you mean status\.podIP\?$/],
    ['spec.nodename', /did you mean spec\.nodeName\?$/],
    ['podIP', /did you mean status\.podIP\?$/],
    ['metadata.labels.role', /did you mean metadata\.labels\['role'\]\?$/],
    ['metadata.label["example.com/role"]', /did you mean metadata\.labels\['example\.com\/role'\]\?$/],
    // A volume may show all of them, a variable not.
    ['metadata.labels', /did you mean metadata\.labels\['KEY'\]\?$/],
    ['status.phase', /: known are /],
    ["spec.containers['a']", /: known are /],
    ["['a']", /: known are /],
    ["metadata.labels['']", /expected the key of a label within \[''\], got ""$/],
    ["metadata.labels['Example.com/a']", /expected the key of a label .*, got "Example\.com\/a"$/],
    ["metadata.labels['a b']", /got "a b"$/],
    ["metadata.labels['a/b/c']", /got "a\/b\/c"$/],
    ["metadata.annotations['/a']", /expected the key of an annotation .*, got "\/a"$/],
    [`metadata.annotations['${'a'.repeat(64)}']`, /expected the key of an annotation/],
  ];
  for (const [path, complaint] of rows) {
    it(path, () => {
      assert.match(checkEnvFieldPath(path) ?? '', complaint);
    });
  }
});
