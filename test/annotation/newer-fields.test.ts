import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

function configure(text: string) {
  const annotation = parseAnnotation(`volumes:\n- {mountPath: /a, ${text}}`);
  const [configured] = configurePod(annotation, WEB_2).volumes;
  const { name: _, ...source } = { ...configured?.volume };
  return { source, contents: configured?.contents, notes: annotation.notes };
}

const ROWS: [title: string, volume: string, source: object, contents: object[]][] = [
  [
    'an image by its reference',
    'image: "registry/conf:node-$(ordinal)"',
    { image: { reference: 'registry/conf:node-2', pullPolicy: 'IfNotPresent' } },
    [{ image: 'registry/conf:node-2' }],
  ],
  [
    'an image with a policy',
    'image: {reference: "conf:$(ordinal)", pullPolicy: Never}',
    { image: { reference: 'conf:2', pullPolicy: 'Never' } },
    [{ image: 'conf:2' }],
  ],
  [
    'owners of the files of an object',
    'secret: {secretName: s, items: [{key: k, path: k, mode: 0400, user: 0}]}, defaultUser: 999',
    {
      secret: {
        secretName: 's',
        items: [{ key: 'k', path: 'k', mode: 0o400, user: 0 }],
        defaultMode: 0o644,
        defaultUser: 999,
      },
    },
    [{ secret: 's' }],
  ],
  [
    'owners of files of several sources',
    'sources: [{configMap: {name: c, items: [{key: k, path: k, user: 5}]}}], defaultUser: 999',
    {
      projected: {
        sources: [{ configMap: { name: 'c', items: [{ key: 'k', path: 'k', user: 5 }] } }],
        defaultMode: 0o644,
        defaultUser: 999,
      },
    },
    [{ configMap: 'c' }],
  ],
  [
    'a ClusterTrustBundle',
    'sources: [{clusterTrustBundle: {name: ca-$(ordinal), path: $(pod).pem, optional: true, user: 5}}]',
    {
      projected: {
        sources: [{ clusterTrustBundle: { name: 'ca-2', path: 'web-2.pem', optional: true, user: 5 } }],
        defaultMode: 0o644,
      },
    },
    [{ clusterTrustBundle: 'ca-2' }],
  ],
  [
    'those of a signer',
    'sources: [{clusterTrustBundle: {signerName: example.com/$(set), labelSelector: {matchLabels: {a: b}}, path: ca}}]',
    {
      projected: {
        sources: [
          {
            clusterTrustBundle: {
              signerName: 'example.com/web',
              path: 'ca',
              labelSelector: { matchLabels: { a: 'b' } },
            },
          },
        ],
        defaultMode: 0o644,
      },
    },
    [{ clusterTrustBundle: 'example.com/web' }],
  ],
  [
    'a certificate of the pod',
    'sources: [{podCertificate: {signerName: example.com/s, keyType: ED25519, maxExpirationSeconds: 3600, credentialBundlePath: $(pod).pem, userAnnotations: {example.com/node: $(ordinal)}}}]',
    {
      projected: {
        sources: [
          {
            podCertificate: {
              signerName: 'example.com/s',
              credentialBundlePath: 'web-2.pem',
              keyType: 'ED25519',
              maxExpirationSeconds: 3600,
              userAnnotations: { 'example.com/node': '2' },
            },
          },
        ],
        defaultMode: 0o644,
      },
    },
    [{ podCertificate: 'example.com/s' }],
  ],
];

describe('sources that not every Kubernetes knows become what the core API has', () => {
  for (const [title, volume, source, contents] of ROWS) {
    it(title, () => {
      const configured = configure(volume);
      assert.deepEqual(configured.source, source);
      assert.deepEqual(configured.contents, contents);
    });
  }
});

describe('what they need is noted, once for each', () => {
  const notesOf = (volume: string) =>
    configure(volume).notes.map(({ code, message }) => `${code}: ${message}`);

  it('an image', () => {
    assert.deepEqual(notesOf('image: a'), [
      'newer-field: volumes[0].image: needs Kubernetes 1.35; an older API server drops the volume and its mounts without an error',
    ]);
  });

  it('owners of files', () => {
    assert.deepEqual(
      notesOf('secret: {secretName: s, items: [{key: k, path: k, user: 0}]}, defaultUser: 9'),
      [
        'newer-field: volumes[0].defaultUser: needs Kubernetes 1.37 with the feature gate AtomicWriteVolumeUserFields, which is off by default; without it, the API server drops the field without an error',
      ],
    );
  });

  it('certificates, and their owners', () => {
    const bundle = '{clusterTrustBundle: {name: a, path: a, user: 5}}';
    const certificate = '{podCertificate: {signerName: a.b/c, keyType: ED25519, keyPath: b, user: 5}}';
    assert.deepEqual(
      notesOf(`sources: [${bundle}, ${certificate}, {clusterTrustBundle: {name: b, path: c}}]`).map(note =>
        note.replace(/;.*/, ''),
      ),
      [
        'newer-field: volumes[0].sources[0].clusterTrustBundle: a clusterTrustBundle needs Kubernetes 1.37',
        'newer-field: volumes[0].sources[0].clusterTrustBundle.user: needs Kubernetes 1.37 with the feature gate AtomicWriteVolumeUserFields, which is off by default',
        'newer-field: volumes[0].sources[1].podCertificate: a podCertificate needs Kubernetes 1.37',
      ],
    );
  });

  it('nothing for what every supported Kubernetes has', () => {
    assert.deepEqual(notesOf('sources: [{configMap: a}, {files: {b: c}}]'), []);
  });
});

it('what a signer is told, and labels that bundles are selected by, count for the size of the patch', () => {
  const matchLabels = Object.fromEntries(
    Array.from({ length: 256 }, (_, index) => [`l${index}`, 'v'.repeat(63)]),
  );
  const annotation = {
    volumes: [
      {
        mountPath: '/a',
        sources: [{ clusterTrustBundle: { signerName: 'a.b/c', path: 'a', labelSelector: { matchLabels } } }],
      },
    ],
  };
  const { characters } = configurePod(parseAnnotation(JSON.stringify(annotation)), WEB_2);
  assert.ok(characters > JSON.stringify(matchLabels).length, String(characters));
});
