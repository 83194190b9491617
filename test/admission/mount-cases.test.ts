import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeMounts } from '../judge-mounts.ts';
import { MOUNT_CASES } from '../mount-cases.ts';

describe('what is said of mounts at apply is what the kubelet does', () => {
  for (const example of MOUNT_CASES) {
    it(example.title, () => {
      const { denial, warnings } = judgeMounts(example);
      assert.match(denial, example.denial ?? /^$/);
      assert.match(warnings, example.warning ?? /^$/);
      // Only what is certain to fail may be denied.
      if (example.denial !== undefined) assert.ok(example.kubelet);
    });
  }
});
