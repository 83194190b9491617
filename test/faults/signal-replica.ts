import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { V1Pod } from '@kubernetes/client-node';
import { apply, kubectl } from '../e2e/kubectl.ts';
import { readPod } from '../e2e/pods.ts';
import { until } from '../e2e/until.ts';

/**
 * Runs a shell script on the node of a replica, to its end: in it, `send STOP` and its like send signals to
 * the replica's process. From within, that would not work: there is no shell in its image, and the first
 * process of a container hears no SIGKILL or SIGSTOP of its own.
 *
 * @throws Error when the script fails, or there is no such process.
 */
export async function signalReplica(namespace: string, replica: V1Pod, script: string): Promise<void> {
  const name = `signal-${randomBytes(4).toString('hex')}`;
  await apply(namespace, makeShell(name, replica, script));
  try {
    await until(
      `the script has ended: ${script}`,
      async () => {
        const phase = (await readPod(namespace, name)).status?.phase;
        assert.ok(phase === 'Succeeded' || phase === 'Failed', `it is ${phase}`);
      },
      180,
    );
    const { status } = await readPod(namespace, name);
    assert.equal(status?.phase, 'Succeeded', `${script}: ${JSON.stringify(status?.containerStatuses)}`);
  } finally {
    await kubectl(['delete', 'pod', name, '-n', namespace, '--wait=false']);
  }
}

/** Sees every process of the node, and may signal them. */
function makeShell(name: string, replica: V1Pod, script: string): object {
  const shell = {
    name: 'shell',
    image: 'docker.io/library/busybox:1',
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-ec', DEFINE_SEND + script],
    env: [{ name: 'REPLICA', value: replica.metadata?.name }],
    securityContext: { privileged: true },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { nodeName: replica.spec?.nodeName, hostPID: true, restartPolicy: 'Never', containers: [shell] },
  };
}

/** The process is found once: it must be there. The runtime gives each container the pod's name so. */
const DEFINE_SEND = `
process=$(
  for folder in /proc/[0-9]*; do
    ! tr '\\0' '\\n' 2>/dev/null <$folder/environ | grep -qx "HOSTNAME=$REPLICA" || echo \${folder#/proc/}
  done
)
test -n "$process"
send() { kill -$1 $process; }
`;
