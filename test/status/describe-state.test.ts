import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeState } from '../../src/status/describe-state.ts';
import type { ContainerStatus, LivePod } from '../../src/status/live-objects.ts';
import { makeLivePod, makeWeb } from './web.ts';

const container = (
  state: ContainerStatus['state'],
  more: Partial<ContainerStatus> = {},
): ContainerStatus => ({
  name: 'a',
  ...(state === undefined ? {} : { state }),
  ...more,
});
const running = container({ running: {} });
const waiting = (reason: string) => container({ waiting: { reason } });
const done = container({ terminated: { exitCode: 0, reason: 'Completed' } });

const STATES: readonly [status: LivePod['status'], state: string][] = [
  [{ phase: 'Pending' }, 'Pending'],
  [{}, 'Unknown'],
  [{ phase: 'Failed', reason: 'Evicted' }, 'Evicted'],
  [{ phase: 'Running', containerStatuses: [running] }, 'Running'],
  [{ phase: 'Pending', containerStatuses: [waiting('ContainerCreating')] }, 'ContainerCreating'],
  [{ phase: 'Running', containerStatuses: [running, waiting('CrashLoopBackOff')] }, 'CrashLoopBackOff'],
  [{ phase: 'Succeeded', containerStatuses: [done] }, 'Completed'],
  [{ phase: 'Failed', containerStatuses: [container({ terminated: { exitCode: 3 } })] }, 'ExitCode:3'],
  [{ phase: 'Failed', containerStatuses: [container({ terminated: { signal: 9 } })] }, 'Signal:9'],
  [{ phase: 'Pending', initContainerStatuses: [waiting('PodInitializing'), running] }, 'Init:0/2'],
  [{ phase: 'Pending', initContainerStatuses: [done, running] }, 'Init:1/2'],
  [
    {
      phase: 'Pending',
      initContainerStatuses: [container({ running: {} }, { started: true })],
      containerStatuses: [waiting('PodInitializing')],
    },
    'Init:0/2',
  ],
  [{ phase: 'Pending', initContainerStatuses: [waiting('ImagePullBackOff')] }, 'Init:ImagePullBackOff'],
  [
    {
      phase: 'Pending',
      initContainerStatuses: [container({ terminated: { exitCode: 1, reason: 'Error' } })],
    },
    'Init:Error',
  ],
  [
    { phase: 'Pending', initContainerStatuses: [done], containerStatuses: [waiting('PodInitializing')] },
    'PodInitializing',
  ],
  [
    {
      phase: 'Running',
      initContainerStatuses: [container({ running: {} }, { name: 'sidecar', started: true })],
      containerStatuses: [running],
    },
    'Running',
  ],
];

describe('the state of a pod is what kubectl shows', () => {
  for (const [status, state] of STATES) {
    it(`${state}: ${JSON.stringify(status).slice(0, 90)}`, async () => {
      const pod = await makeLivePod(makeWeb(), 0, status);
      const initContainers = [{ name: 'a' }, { name: 'sidecar', restartPolicy: 'Always' }];
      assert.equal(describeState({ ...pod, spec: { ...pod.spec, initContainers } }), state);
    });
  }
});
