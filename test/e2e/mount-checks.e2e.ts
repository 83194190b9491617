import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { judgeMounts, makeMountPod } from '../judge-mounts.ts';
import { MOUNT_CASES, type MountCase } from '../mount-cases.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { until } from './until.ts';

const IMAGE = 'docker.io/library/busybox:1';
const OBJECTS = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cm' }, data: { a: 'A', b: 'B' } },
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' }, data: { x: 'X' } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { a: 'A' } },
];

const namespace = useNamespace('mount-checks');

/** They are nobody's, so the webhook leaves them as they are; and all at once, since each takes a while. */
before(async () => {
  const pods = MOUNT_CASES.map((example, index) => makeMountPod(example, `case-${index}`, IMAGE));
  const list = { apiVersion: 'v1', kind: 'List', items: [...OBJECTS, ...pods] };
  await kubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify(list));
});

describe('a pod starts, or does not, as is said of its mounts at apply', () => {
  for (const [index, example] of MOUNT_CASES.entries()) {
    it(example.title, async () => {
      const pod = `case-${index}`;
      await until(`${pod} is as expected`, () => checkPod(pod, example), 60);
      assert.match(judgeMounts(example).denial, example.denial ?? /^$/);
    });
  }
});

async function checkPod(pod: string, { kubelet }: MountCase): Promise<void> {
  const { status } = await read<PodObject>(namespace, 'pod', pod);
  const container = status.containerStatuses?.[0];
  if (kubelet === undefined) assert.ok(container?.state.running, JSON.stringify(container?.state));
  else assert.match(`${JSON.stringify(container ?? {})} ${await readEvents(pod)}`, kubelet);
}

interface PodObject {
  readonly status: {
    readonly containerStatuses?: readonly { readonly state: { readonly running?: object } }[];
  };
}

function readEvents(pod: string): Promise<string> {
  const output = 'jsonpath={.items[*].message}';
  return kubectl([
    'get',
    'events',
    '-n',
    namespace,
    `--field-selector=involvedObject.name=${pod}`,
    '-o',
    output,
  ]);
}
