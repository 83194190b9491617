import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findOtherOwner, type OwnedMetadata } from '../../src/certificates/secret-owner.ts';

const NAME = 'cert-manager.io/certificate-name';
const LABEL = 'controller.cert-manager.io/fao';
const controller = { kind: 'ExternalSecret', name: 'tls', controller: true };

describe('the owner of a Secret', () => {
  const OWNED: [what: string, metadata: OwnedMetadata, owner: string][] = [
    [
      'a Certificate, by its annotation',
      { annotations: { [NAME]: 'web' } },
      'Certificate web of cert-manager',
    ],
    [
      'some Certificate, by the label alone',
      { labels: { [LABEL]: 'true' } },
      'a Certificate of cert-manager',
    ],
    [
      'some Certificate, whose name is empty',
      { annotations: { [NAME]: '' } },
      'a Certificate of cert-manager',
    ],
    ['a controller', { ownerReferences: [controller] }, 'ExternalSecret tls'],
    [
      'a Certificate rather than the reference to it',
      { annotations: { [NAME]: 'web' }, ownerReferences: [{ ...controller, kind: 'Certificate' }] },
      'Certificate web of cert-manager',
    ],
  ];
  for (const [what, metadata, owner] of OWNED) {
    it(`is ${what}`, () => assert.equal(findOtherOwner(metadata), owner));
  }

  const OWN: [what: string, metadata: OwnedMetadata][] = [
    ['nothing is said', {}],
    ['nothing is said, in the way of the API', { annotations: null, labels: null, ownerReferences: null }],
    ['an owner is no controller', { ownerReferences: [{ kind: 'ConfigMap', name: 'x' }] }],
    [
      'there are labels and annotations of others',
      { annotations: { team: 'a' }, labels: { [LABEL]: 'false' } },
    ],
  ];
  for (const [what, metadata] of OWN) {
    it(`is the program where ${what}`, () => assert.equal(findOtherOwner(metadata), undefined));
  }

  it('is not named by a text that is no name', () => {
    for (const text of ['\u001b[31m', 'a\nb', 'x'.repeat(254), 'A']) {
      assert.equal(findOtherOwner({ annotations: { [NAME]: text } }), 'a Certificate of cert-manager');
      assert.equal(findOtherOwner({ ownerReferences: [{ ...controller, name: text }] }), 'a controller');
      assert.equal(
        findOtherOwner({ ownerReferences: [{ ...controller, kind: `${text} ` }] }),
        'a controller',
      );
    }
  });
});
