/**
 * Pods of Linux with mounts of an annotation, and whether their containers start, as run on Kubernetes 1.37.2 with containerd
 * 2.4 and runc. Object `cm` has the keys `a` and `b`, `other` has `x`.
 */
export interface MountCase {
  readonly title: string;
  /** What the annotation mounts, in YAML. */
  readonly volumes: string;
  /** The pod's own volumes, the container's mounts, and what else is said of both, in YAML. */
  readonly own?: {
    readonly volumes?: string;
    readonly mounts?: string;
    readonly container?: string;
    readonly spec?: string;
  };
  /** What the kubelet says of a pod that does not start; undefined for one that does. */
  readonly kubelet?: RegExp;
  /** What per-pod-config says: a denial, or a warning at apply; undefined for nothing. */
  readonly denial?: RegExp;
  readonly warning?: RegExp;
}

const FILES = '{name: cm, items: [{key: a, path: conf.d/b/x}, {key: b, path: conf.d/y}]}';
const ITEM = '{name: other, items: [{key: x, path: x}]}';
const NOT_A_FOLDER = /not a directory/;
const READ_ONLY = /read-only file system/;
const DENIED = /Permission denied/;
const EMPTY_DIR = '[{name: e, emptyDir: {}}]';

const DATA = {
  volumes: EMPTY_DIR,
  mounts: '[{name: e, mountPath: /e}]',
  spec: '{securityContext: {fsGroup: 999}}',
};
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

export const MOUNT_CASES: readonly MountCase[] = [
  {
    title: 'a folder inside of a ConfigMap volume',
    volumes: '[{mountPath: /etc/app/conf.d, configMap: other}, {mountPath: /etc/app, configMap: cm}]',
  },
  {
    title: 'a folder over a key of a ConfigMap volume',
    volumes: '[{mountPath: /etc/app, configMap: cm}, {mountPath: /etc/app/a, configMap: other}]',
  },
  {
    title: "a folder inside of the pod's own ConfigMap volume, and an emptyDir inside of ours",
    volumes: '[{mountPath: /own/deep/er, configMap: other}, {mountPath: /ours, secret: s}]',
    own: {
      volumes: '[{name: o, configMap: {name: cm}}, {name: e, emptyDir: {}}]',
      mounts: '[{name: o, mountPath: /own}, {name: e, mountPath: /ours/cache}]',
    },
  },
  {
    title: 'folders inside of one another, in an emptyDir',
    volumes: '[{mountPath: /e/b, configMap: cm}, {mountPath: /e/b/c, configMap: other}]',
    own: { volumes: EMPTY_DIR, mounts: '[{name: e, mountPath: /e}]' },
  },
  {
    title: 'a file inside of an emptyDir',
    volumes: `[{mountPath: /e/x, subPath: x, configMap: ${ITEM}}]`,
    own: { volumes: EMPTY_DIR, mounts: '[{name: e, mountPath: /e}]' },
  },
  {
    title: 'a file inside of a ConfigMap volume',
    volumes: `[{mountPath: /etc/app, configMap: cm}, {mountPath: /etc/app/new, subPath: x, configMap: ${ITEM}}]`,
    kubelet: NOT_A_FOLDER,
    denial:
      /volume "per-pod-config-1" at \/etc\/app\/new, inside of volume "per-pod-config-0" at \/etc\/app, .*it is a file/,
  },
  {
    title: "a file over a file of the pod's own projected volume",
    volumes: `[{mountPath: /own/d/x, subPath: x, configMap: ${ITEM}}]`,
    own: {
      volumes: '[{name: o, projected: {sources: [{configMap: {name: cm, items: [{key: a, path: d/x}]}}]}}]',
      mounts: '[{name: o, mountPath: /own}]',
    },
    kubelet: NOT_A_FOLDER,
    denial: /inside of volume "o" at \/own/,
  },
  {
    title: 'a key as a file inside of a ConfigMap volume',
    volumes: '[{mountPath: /etc/app, configMap: cm}, {mountPath: /etc/app/a, subPath: x, configMap: other}]',
    kubelet: NOT_A_FOLDER,
    warning: /at \/etc\/app\/a, inside of .*it is a file, and a folder is there/,
  },
  {
    title: 'a key that is missing as a file inside of a ConfigMap volume: the kubelet makes a folder',
    volumes:
      '[{mountPath: /etc/app, configMap: cm}, {mountPath: /etc/app/a, subPath: none, configMap: other}]',
    warning: /at \/etc\/app\/a, inside of /,
  },
  {
    title: 'a folder inside of a part of a ConfigMap volume that has it',
    volumes: `[{mountPath: /etc/app, subPath: conf.d, configMap: ${FILES}}, {mountPath: /etc/app/b, configMap: other}]`,
  },
  {
    title: 'a file over a file in a part of a ConfigMap volume',
    volumes: `[{mountPath: /etc/app, subPath: conf.d, configMap: ${FILES}}, {mountPath: /etc/app/y, subPath: x, configMap: ${ITEM}}]`,
  },
  {
    title: 'a folder inside of a part of a ConfigMap volume that does not have it',
    volumes: `[{mountPath: /etc/app, subPath: conf.d, configMap: ${FILES}}, {mountPath: /etc/app/new, configMap: other}]`,
    kubelet: READ_ONLY,
    denial: /nothing is there to mount it over/,
  },
  {
    title: 'a file inside of a part of a ConfigMap volume that does not have it',
    volumes: `[{mountPath: /etc/app, subPath: conf.d, configMap: ${FILES}}, {mountPath: /etc/app/z, subPath: x, configMap: ${ITEM}}]`,
    kubelet: READ_ONLY,
    denial: /nothing is there to mount it over/,
  },
  {
    title: 'a folder inside of a file',
    volumes:
      '[{mountPath: /etc/app, subPath: a, configMap: {name: cm, items: [{key: a, path: a}]}}, {mountPath: /etc/app/b, configMap: other}]',
    kubelet: NOT_A_FOLDER,
    denial: /nothing is there to mount it over/,
  },
  {
    title: 'a folder inside of a key as a file, which fails whether there is such a key or not',
    volumes:
      '[{mountPath: /etc/app, subPath: none, configMap: cm}, {mountPath: /etc/app/b, configMap: other}]',
    kubelet: READ_ONLY,
    denial: /nothing is there to mount it over/,
  },
  {
    title: 'a folder inside of a ConfigMap volume whose path is relative',
    volumes: '[{mountPath: etc/app, configMap: cm}, {mountPath: /etc/app/new, configMap: other}]',
    kubelet: READ_ONLY,
    denial: /nothing is there to mount it over/,
  },
  {
    title: 'a folder in relative words inside of a ConfigMap volume',
    volumes: '[{mountPath: /etc/app, configMap: cm}, {mountPath: etc/app/new/er, configMap: other}]',
    kubelet: READ_ONLY,
    denial: /nothing is there to mount it over/,
  },
  {
    title: 'a folder inside of a ConfigMap volume, both in relative words',
    volumes: '[{mountPath: etc/app, configMap: cm}, {mountPath: ./etc//app/new, configMap: other}]',
  },
  {
    title: 'a path that leaves the root in relative words',
    volumes: '[{mountPath: ../app, configMap: cm}]',
    kubelet: /invalid container mount point/,
    denial: /got "\.\.\/app"/,
  },
  {
    title: 'a path that leaves the root in absolute words',
    volumes: '[{mountPath: /../app, configMap: cm}]',
  },
  {
    title: 'a folder that a file of the same volume is in: the file is not shown',
    volumes: `[{mountPath: /etc/app, configMap: ${FILES}}, {mountPath: /etc/app/conf.d/new, configMap: other}]`,
    own: { container: runAs('test ! -e /etc/app/conf.d/y', '{}') },
    warning: /files of that volume in folder conf\.d are not shown/,
  },
  {
    title: 'a folder in an emptyDir that no container writes to',
    volumes: '[{mountPath: /e/b, configMap: cm}]',
    own: { volumes: EMPTY_DIR, mounts: '[{name: e, mountPath: /e, readOnly: true}]' },
    kubelet: READ_ONLY,
    denial: /inside of volume "e" at \/e, .*nothing is there/,
  },
  {
    title: 'a folder in an emptyDir that an init container makes it in',
    volumes: '[{mountPath: /e/b, configMap: cm, containers: [c]}]',
    own: {
      volumes: EMPTY_DIR,
      mounts: '[{name: e, mountPath: /e, readOnly: true}]',
      spec: '{initContainers: [{name: i, image: IMAGE, command: [mkdir, /w/b], volumeMounts: [{name: e, mountPath: /w}]}]}',
    },
  },
  {
    title: 'a mount over /etc, where the runtime has files',
    volumes: '[{mountPath: /etc, configMap: cm}]',
    kubelet: READ_ONLY,
    warning: /at \/etc\/hostname, inside of volume "per-pod-config-0" at \/etc/,
  },
  {
    title: 'a mount over /etc that has none of the files of the runtime',
    volumes: `[{mountPath: /etc, configMap: ${FILES}}]`,
    kubelet: READ_ONLY,
    denial: /at \/etc\/hosts, inside of volume "per-pod-config-0" at \/etc/,
  },
  { title: 'a mount at /etc/hosts', volumes: '[{mountPath: /etc/hosts, subPath: a, configMap: cm}]' },
  {
    title: 'a mount inside of a file of the runtime',
    volumes: '[{mountPath: /etc/resolv.conf/x, configMap: cm}]',
    kubelet: NOT_A_FOLDER,
    denial: /inside of the runtime's own file at \/etc\/resolv\.conf/,
  },
  {
    title: 'a folder at the termination log',
    volumes: '[{mountPath: /dev/termination-log, configMap: cm}]',
    kubelet: NOT_A_FOLDER,
    denial: /the termination log at \/dev\/termination-log/,
  },
  {
    title: 'a file at the termination log',
    volumes:
      '[{mountPath: /dev/termination-log, subPath: x, configMap: {name: other, items: [{key: x, path: x}]}}]',
  },
  {
    title: 'a folder where the termination log would be, if it were not elsewhere',
    volumes: '[{mountPath: /dev/termination-log, configMap: cm}]',
    own: { container: '{terminationMessagePath: /tmp/log}' },
  },
  {
    title: 'the termination log inside of a ConfigMap volume that has no such file',
    volumes: '[{mountPath: /etc/app, configMap: {name: cm, items: [{key: a, path: a}]}}]',
    own: { container: '{terminationMessagePath: /etc/app/log}' },
    kubelet: READ_ONLY,
    denial: /the termination log at \/etc\/app\/log, inside of volume/,
  },
  {
    title: 'the termination log inside of a ConfigMap volume, as one of its keys',
    volumes: '[{mountPath: /etc/app, configMap: cm}]',
    own: { container: '{terminationMessagePath: /etc/app/a}' },
    warning: /the termination log at \/etc\/app\/a, inside of volume/,
  },
  {
    title: 'a mount over /proc',
    volumes: '[{mountPath: /proc, configMap: cm}]',
    kubelet: /type proc/,
    denial: /got "\/proc"/,
  },
  {
    title: 'a mount inside of /proc',
    volumes: '[{mountPath: /proc/x, subPath: a, configMap: cm}]',
    kubelet: /inside \/proc/,
    denial: /got "\/proc\/x"/,
  },
  {
    title: 'a file of /proc that is emulated',
    volumes: '[{mountPath: /proc/cpuinfo, subPath: a, configMap: cm}]',
  },
  { title: 'a mount over /sys', volumes: '[{mountPath: /sys, configMap: cm}]' },
  {
    title: 'a mount over /dev',
    volumes: '[{mountPath: /dev, configMap: cm}]',
    kubelet: READ_ONLY,
    denial: /got "\/dev"/,
  },
  {
    title: 'a mount over /dev/null',
    volumes: '[{mountPath: /dev/null, configMap: cm}]',
    kubelet: /\/dev\/null/,
    denial: /got "\/dev\/null"/,
  },
  {
    title: 'a mount over /dev/ptmx',
    volumes: '[{mountPath: /dev/ptmx, configMap: cm}]',
    kubelet: /ptmx/,
    denial: /got "\/dev\/ptmx"/,
  },
  {
    title: 'a mount inside of /dev/pts',
    volumes: '[{mountPath: /dev/pts/x, configMap: cm}]',
    kubelet: /\/dev\/pts\/x/,
    denial: /got "\/dev\/pts\/x"/,
  },
  { title: 'a mount over /dev/shm', volumes: '[{mountPath: /dev/shm, configMap: cm}]' },
  {
    title: 'a file and a folder of one path in a volume',
    volumes:
      '[{mountPath: /a, sources: [{configMap: {name: cm, items: [{key: a, path: f}]}}, {configMap: {name: other, items: [{key: x, path: f//g}]}}]}]',
    kubelet: /file exists|is a directory/,
    denial: /expected "f" to be a file or a folder/,
  },
  {
    title: 'a file and a folder of one path in a volume, of which one is optional and not there',
    volumes:
      '[{mountPath: /a, sources: [{configMap: {name: none, optional: true, items: [{key: a, path: f}]}}, {configMap: {name: other, items: [{key: x, path: f/g}]}}]}]',
    warning: /both "f" and "f\/g" are in it/,
  },
  {
    title: 'a part of a path of 256 bytes in a mount path',
    volumes: `[{mountPath: /${'é'.repeat(128)}, configMap: cm}]`,
    kubelet: /file name too long/,
    denial: /at most 255 bytes/,
  },
  {
    title: 'a part of a path of 254 bytes in a mount path',
    volumes: `[{mountPath: /${'é'.repeat(127)}, configMap: cm}]`,
  },
  {
    title: 'a part of a path of 256 bytes in a path of a file',
    volumes: `[{mountPath: /a, configMap: {name: cm, items: [{key: a, path: d/${'x'.repeat(256)}}]}}]`,
    kubelet: /filenames must be less than or equal to 255/,
    denial: /at most 255 bytes/,
  },
  {
    title: 'a part of a path of 256 bytes in a subPath',
    volumes: `[{mountPath: /a, subPath: ${'x'.repeat(256)}, configMap: cm}]`,
    kubelet: /subPath/,
    denial: /at most 255 bytes/,
  },
  {
    title: 'a path of Windows on Linux',
    volumes: "[{mountPath: 'C:\\app', configMap: cm}]",
    warning: /os\.name/,
  },
  {
    title: 'files of mode 0400 for a user that is not root',
    volumes: '[{mountPath: /tls, secret: s, defaultMode: 0400}]',
    own: { container: runAs('cat /tls/a', '{runAsUser: 999}') },
    kubelet: DENIED,
    warning: /cannot read files of mode 0400/,
  },
  {
    title: 'files of mode 0400 for a user that is not root, with an fsGroup',
    volumes: '[{mountPath: /tls, secret: s, defaultMode: 0400}]',
    own: { container: runAs('cat /tls/a', '{runAsUser: 999}'), spec: '{securityContext: {fsGroup: 999}}' },
  },
  {
    title: 'files of mode 0440 for a user of group 0',
    volumes: '[{mountPath: /tls, secret: s, defaultMode: 0440}]',
    own: { container: runAs('cat /tls/a', '{runAsUser: 999}') },
  },
  {
    title: 'files of mode 0440 for a user of another group',
    volumes: '[{mountPath: /tls, secret: s, defaultMode: 0440}]',
    own: { container: runAs('cat /tls/a', '{runAsUser: 999, runAsGroup: 999}') },
    kubelet: DENIED,
    warning: /cannot read files of mode 0440/,
  },
  {
    title: 'a file in a folder of a data volume, which the runtime makes',
    volumes: '[{mountPath: /e/conf/a, subPath: a, configMap: cm}]',
    own: {
      ...DATA,
      container: runAs('touch /e/conf/new', '{runAsUser: 999}'),
    },
    kubelet: DENIED,
    warning: /where \/e\/conf in volume "e" does not exist/,
  },
  {
    title: 'a file in a data volume itself',
    volumes: '[{mountPath: /e/a, subPath: a, configMap: cm}]',
    own: { ...DATA, container: runAs('touch /e/new', '{runAsUser: 999}') },
  },
  {
    title: "a file over the token of the pod's ServiceAccount",
    volumes: `[{mountPath: ${TOKEN}/token, subPath: x, configMap: ${ITEM}}]`,
    own: { spec: '{automountServiceAccountToken: true}' },
    kubelet: NOT_A_FOLDER,
    denial: /inside of volume "kube-api-access-" at/,
  },
  {
    title: 'folders inside of the folder of the token, and around it',
    volumes: `[{mountPath: ${TOKEN}/x, configMap: cm}, {mountPath: /var/run/secrets, configMap: other}]`,
    own: {
      spec: '{automountServiceAccountToken: true}',
      container: runAs(`cat ${TOKEN}/token ${TOKEN}/x/a /var/run/secrets/x`, '{}'),
    },
  },
];

/** A program that goes on once its command succeeded; what it said is told otherwise. */
function runAs(command: string, securityContext: string): string {
  return `{command: [sh, -c, "${command} && sleep 3600"], terminationMessagePolicy: FallbackToLogsOnError, securityContext: ${securityContext}}`;
}
