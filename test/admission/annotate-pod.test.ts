import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { annotatePod } from '../../src/admission/annotate-pod.ts';
import { PodDraft } from '../../src/admission/pod-draft.ts';
import { buildStatus, STATUS_ANNOTATION } from '../../src/admission/status.ts';
import type { PodConfiguration } from '../../src/annotation/pod-configuration.ts';
import { MAX_POD_ANNOTATION_BYTES } from '../../src/bounds/bounds.ts';

const configuration = {
  ordinal: 2,
  volumes: [],
  env: [],
  envFrom: [],
  patches: [],
  leftOut: [],
  files: { 'per-pod-config/file-a': 'a' },
  annotationHash: 'hash',
  steps: 0,
  characters: 0,
} satisfies PodConfiguration;
const status = buildStatus(configuration);

/** The paths of what is recorded. */
function annotate(annotations: Record<string, string> | undefined): string[] {
  const draft = new PodDraft({
    metadata: { name: 'web-2', ...(annotations && { annotations }) },
    spec: { containers: [] },
  });
  annotatePod(draft, configuration);
  assert.equal(draft.pod.metadata.annotations?.[STATUS_ANNOTATION], status);
  assert.equal(draft.pod.metadata.annotations?.['per-pod-config/file-a'], 'a');
  return draft.operations.map(({ path }) => path);
}

describe('files and the status are put into the annotations of a pod', () => {
  const [file, told] = [
    '/metadata/annotations/per-pod-config~1file-a',
    '/metadata/annotations/per-pod-config~1status',
  ];

  it('all at once where it has none', () => assert.deepEqual(annotate(undefined), ['/metadata/annotations']));

  it('only those that it does not have as they are to be', () => {
    assert.deepEqual(annotate({}), [file, told]);
    assert.deepEqual(annotate({ [STATUS_ANNOTATION]: status }), [file]);
    assert.deepEqual(annotate({ 'per-pod-config/file-a': 'a' }), [told]);
    assert.deepEqual(annotate({ 'per-pod-config/file-a': 'b', [STATUS_ANNOTATION]: '{}' }), [file, told]);
    assert.deepEqual(annotate({ 'per-pod-config/file-a': 'a', [STATUS_ANNOTATION]: status }), []);
  });
});

describe('the annotations of a pod, with what is put there, have at most 256 KiB', () => {
  const ours = Buffer.byteLength(`per-pod-config/file-a${'a'}${STATUS_ANNOTATION}${status}`);
  const room = MAX_POD_ANNOTATION_BYTES - ours - 'own'.length;

  for (const [title, character, bytes] of [
    ['ASCII', 'x', 1],
    ['characters of three bytes', '\u20ac', 3],
  ] as const) {
    it(title, () => {
      const most = character.repeat(room / bytes) + 'x'.repeat(room % bytes);
      assert.equal(annotate({ own: most }).length, 2);
      assert.throws(() => annotate({ own: `${most}x` }), {
        message: /not have more than 262144 bytes, got 262145/,
      });
    });
  }

  it('what is replaced counts once', () => {
    const old = { 'per-pod-config/file-a': 'b', [STATUS_ANNOTATION]: status };
    assert.deepEqual(annotate({ own: 'x'.repeat(room), ...old }), [
      '/metadata/annotations/per-pod-config~1file-a',
    ]);
  });
});
