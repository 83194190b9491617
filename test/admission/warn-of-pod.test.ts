import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeMounts } from '../judge-mounts.ts';
import type { MountCase } from '../mount-cases.ts';
import { findInBoth } from './find-in-both.ts';

type Row = readonly [title: string, volumes: string, own: MountCase['own'], warning: RegExp | undefined];

function check(rows: readonly Row[]): void {
  for (const [title, volumes, own = {}, warning] of rows) {
    it(title, () => {
      const { denial, warnings } = judgeMounts({ title, volumes, own });
      assert.equal(denial, '');
      assert.match(warnings, warning ?? /^$/);
    });
  }
}

const TLS = '[{mountPath: /tls, secret: s, defaultMode: 0400}]';
const OWNED = '[{mountPath: /tls, secret: s, defaultMode: 0400, defaultUser: 999}]';
const NEWER = /^volumes\[0\]\.defaultUser: needs Kubernetes 1\.37 with the feature gate[^\n]*$/;
const UNREADABLE =
  /^volumes\[0\]: container "c" is not root and cannot read files of mode 0400, which are root's: set securityContext\.fsGroup of the pod$/;
const as = (pod: string, container = '{}') => ({
  spec: `{securityContext: ${pod}}`,
  container: `{securityContext: ${container}}`,
});

describe('files that their program cannot read are warned of', () => {
  check([
    ['for a user of the pod', TLS, as('{runAsUser: 999}'), UNREADABLE],
    ['for a user of the container', TLS, as('{runAsUser: 0}', '{runAsUser: 999}'), UNREADABLE],
    ['for one that is not root, whoever it is', TLS, as('{runAsNonRoot: true}'), UNREADABLE],
    ['for such a container', TLS, as('{}', '{runAsNonRoot: true}'), UNREADABLE],
    [
      'not for root, nor where only the image knows',
      TLS,
      as('{runAsUser: 0, runAsNonRoot: true}'),
      undefined,
    ],
    ['nor for a container that is root', TLS, as('{runAsUser: 999}', '{runAsUser: 0}'), undefined],
    ['nor where only the image knows', TLS, {}, undefined],
    ['nor for the owner of the files', OWNED, as('{runAsUser: 999}'), NEWER],
    ['nor for one whose user only the image knows', OWNED, as('{runAsNonRoot: true}'), NEWER],
    [
      'but for another user than their owner',
      OWNED,
      as('{runAsUser: 1000}'),
      /container "c" is not user 999 and cannot read files of mode 0400, which are user 999's: set/,
    ],
    [
      'and for an owner that may not read them',
      '[{mountPath: /tls, secret: s, defaultMode: 0, defaultUser: 999}]',
      as('{runAsUser: 999}'),
      /cannot read files of mode 0000/,
    ],
    [
      'and for one of several files, whose owner is root',
      '[{mountPath: /tls, secret: {secretName: s, items: [{key: a, path: a}, {key: b, path: b, user: 0}]}, defaultMode: 0400, defaultUser: 999}]',
      as('{runAsUser: 999}'),
      /container "c" is not root and cannot read files of mode 0400, which are root's/,
    ],
    [
      'nor of an image, whose files have their own',
      '[{mountPath: /i, image: "a:1"}]',
      as('{runAsUser: 999}'),
      /^volumes\[0\]\.image: needs Kubernetes 1\.35[^\n]*$/,
    ],
    ['nor with an fsGroup, which may read all', TLS, as('{runAsUser: 999, fsGroup: 999}'), undefined],
    ['nor with that of group 0', TLS, as('{runAsUser: 999, fsGroup: 0}'), undefined],
    [
      'in decimal numbers',
      '[{mountPath: /a, configMap: x, defaultMode: 256}]',
      as('{runAsUser: 1}'),
      /mode 0400/,
    ],
    [
      'of one item, though others may be read',
      '[{mountPath: /a, sources: [{configMap: {name: x, items: [{key: a, path: a}, {key: b, path: b, mode: 0600}]}}]}]',
      as('{runAsUser: 1}'),
      /mode 0600/,
    ],
    [
      'not of a default that no item has',
      '[{mountPath: /a, defaultMode: 0400, configMap: {name: x, items: [{key: a, path: a, mode: 0444}]}}]',
      as('{runAsUser: 1}'),
      undefined,
    ],
    [
      'of rendered files',
      '[{mountPath: /a, defaultMode: 0400, files: {a: b}}]',
      as('{runAsUser: 1}'),
      /mode 0400/,
    ],
    [
      'not of what everybody may read',
      '[{mountPath: /a, defaultMode: 0404, configMap: x}]',
      as('{runAsUser: 1}'),
      undefined,
    ],
    [
      'nor of what group 0 may read',
      '[{mountPath: /a, defaultMode: 0440, configMap: x}]',
      as('{runAsUser: 1}'),
      undefined,
    ],
    [
      'but for one that is not in that group',
      '[{mountPath: /a, defaultMode: 0440, configMap: x}]',
      as('{runAsUser: 1, runAsGroup: 1}'),
      /mode 0440/,
    ],
    [
      'unless by another way',
      '[{mountPath: /a, defaultMode: 0440, configMap: x}]',
      as('{runAsUser: 1, runAsGroup: 1, supplementalGroups: [5, 0]}'),
      undefined,
    ],
    [
      'not in another container',
      '[{mountPath: /a, secret: s, defaultMode: 0400, containers: [d]}]',
      {
        ...as('{runAsUser: 1}'),
        spec: '{securityContext: {runAsUser: 1}, initContainers: [{name: d, securityContext: {runAsUser: 0}}]}',
      },
      undefined,
    ],
    [
      'not on Windows, which has no such modes',
      TLS,
      { spec: '{os: {name: windows}, securityContext: {runAsNonRoot: true}}' },
      undefined,
    ],
    [
      "in a volume of the pod's that is replaced",
      '[{name: v, secret: s, defaultMode: 0400}]',
      {
        spec: '{securityContext: {runAsUser: 1}}',
        volumes: '[{name: v, configMap: {name: x}}]',
        mounts: '[{name: v, mountPath: /v}]',
      },
      /^volumes\[0\]: .*mode 0400/,
    ],
  ]);
});

const CLAIM = {
  volumes: '[{name: d, persistentVolumeClaim: {claimName: d}}]',
  mounts: '[{name: d, mountPath: /data/}]',
};
const ROOT_FOLDER =
  /^volumes\[0\]: where \/data\/conf in volume "d" does not exist, the runtime makes it, and only root can write there$/;

describe('a folder of a data volume that the runtime would make is warned of', () => {
  const file = '[{mountPath: /data/conf/file, subPath: file, configMap: x}]';
  check([
    ['around a file', file, CLAIM, ROOT_FOLDER],
    ['around a folder', '[{mountPath: /data//conf/d, configMap: x}]', CLAIM, ROOT_FOLDER],
    ['in an emptyDir, too', file, { ...CLAIM, volumes: '[{name: d, emptyDir: {}}]' }, ROOT_FOLDER],
    [
      'not where the mount is in the volume at once',
      '[{mountPath: /data/file, subPath: file, configMap: x}]',
      CLAIM,
      undefined,
    ],
    ['not beside it', '[{mountPath: /database/conf/file, configMap: x}]', CLAIM, undefined],
    ['not for root', file, { ...CLAIM, ...as('{runAsUser: 0}') }, undefined],
    [
      'not where nothing can be made',
      file,
      { ...CLAIM, mounts: '[{name: d, mountPath: /data, readOnly: true}]' },
      undefined,
    ],
    [
      'not in a folder that is mounted itself',
      file,
      { ...CLAIM, mounts: '[{name: d, mountPath: /data}, {name: d, mountPath: /data/conf}]' },
      undefined,
    ],
  ]);
});

const T = '/var/run/secrets/kubernetes.io/serviceaccount';
const UNSAID = { spec: '{automountServiceAccountToken: null}' };
const SAID = { spec: '{automountServiceAccountToken: true}' };

describe('an emptyDir that all containers mount read-only', () => {
  check([
    [
      'may have the folder of a subPath, which the kubelet makes',
      '[{mountPath: /e/b, configMap: x}]',
      {
        volumes: '[{name: e, emptyDir: {}}]',
        mounts:
          '[{name: e, mountPath: /e, readOnly: true}, {name: e, mountPath: /f, subPath: b, readOnly: true}]',
      },
      undefined,
    ],
  ]);
});

describe('the token of a ServiceAccount, which comes first, is foreseen', () => {
  const at = `[{mountPath: ${T}/, configMap: x}]`;
  const over = `[{mountPath: ${T}/token, subPath: x, configMap: {name: x, items: [{key: x, path: x}]}}]`;
  const MAY =
    /^volumes\[0\]: the token of the ServiceAccount is at .*: pods are denied, unless automountServiceAccountToken is false$/;
  check([
    ['by a warning, where the ServiceAccount decides', at, UNSAID, MAY],
    ['in the very words', `[{mountPath: ${T}, configMap: x}]`, UNSAID, MAY],
    ['for a file inside', over, UNSAID, MAY],
    ['not where the pod has none', at, {}, undefined],
    [
      'nor for a folder inside, or around',
      `[{mountPath: ${T}/x, configMap: x}, {mountPath: /var/run/secrets, configMap: y}]`,
      SAID,
      undefined,
    ],
    [
      'nor for a file elsewhere in a pod with an own token volume',
      '[{mountPath: /x/y, subPath: y, configMap: {name: x, items: [{key: y, path: y}]}}]',
      SAID,
      undefined,
    ],
    [
      'by a warning at the usual target of /var/run',
      '[{mountPath: /run/secrets, configMap: x}]',
      UNSAID,
      /most images link \/var\/run to \/run/,
    ],
    ['at all of it', '[{mountPath: //run, configMap: x}]', SAID, /most images link/],
    [
      'not beside',
      '[{mountPath: /run/app, configMap: x}, {mountPath: /run/secrets/x, configMap: x}]',
      SAID,
      undefined,
    ],
    [
      'not where the template itself replaces it',
      '[{name: v, configMap: x}]',
      { ...SAID, volumes: '[{name: v, emptyDir: {}}]', mounts: `[{name: v, mountPath: ${T}}]` },
      undefined,
    ],
  ]);

  for (const [volumes, message] of [
    [
      at,
      /container "c" has the token of its ServiceAccount at .*serviceaccount\/ already; name another path in the annotation, or set automountServiceAccountToken: false/,
    ],
    [`[{mountPath: ${T}, configMap: x}]`, /has the token of its ServiceAccount at /],
    [over, /inside of volume "kube-api-access-" at .*it is a file, and a folder is there/],
  ] as const) {
    it(`and denied where the pod says that it has one: ${volumes}`, () => {
      assert.match(judgeMounts({ title: '', volumes, own: SAID }).denial, message);
    });
  }
});

describe('a drive in a mount path is warned of', () => {
  check([
    [
      'on Linux',
      "[{mountPath: 'c:/app', configMap: x}]",
      {},
      /^volumes\[0\]: c:\/app names no drive on Linux/,
    ],
    ['not on Windows', "[{mountPath: 'c:/app', configMap: x}]", { spec: '{os: {name: windows}}' }, undefined],
    [
      'nor is a colon elsewhere',
      '[{mountPath: "/c:/app", configMap: x}, {mountPath: "cc:/app", configMap: x}]',
      {},
      undefined,
    ],
  ]);
});

it('a warning is told of the volume that the pod gets, where two have one name', async () => {
  const volumes =
    '{name: c, mountPath: /a, configMap: a, when: ordinal == 0}, {name: c, mountPath: "C:/b", configMap: b, when: ordinal > 0}';
  const [found, ...others] = await findInBoth(`volumes: [${volumes}]`, ['windows-path']);
  assert.match(found ?? '', /^volumes\[1\]: /);
  assert.deepEqual(others, []);
});
