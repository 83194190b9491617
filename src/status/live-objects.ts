import type { Container, Pod } from '../admission/pod.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import type { Reading } from './reading.ts';

/** A StatefulSet as the API server gives it, as far as its status is told from it. */
export interface LiveStatefulSet extends StatefulSetObject {
  readonly metadata: StatefulSetObject['metadata'] & {
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>> | null;
    readonly deletionTimestamp?: string;
    readonly managedFields?: readonly { readonly time?: string; readonly subresource?: string }[] | null;
    readonly generation?: number;
  };
  readonly spec: StatefulSetObject['spec'] & {
    readonly podManagementPolicy?: string;
    readonly updateStrategy?: {
      readonly rollingUpdate?: RollingUpdate | null;
    } | null;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly updateRevision?: string;
    readonly currentRevision?: string;
  };
  /**
   * The template of the revision that a partition keeps pods at. Undefined where that is the present one, unknown where it
   * may not be read.
   */
  readonly former?: Reading<Template>;
  /** Of the cluster that it is in, as far as that is known. */
  readonly clusterDomain?: string | undefined;
}

export type Template = StatefulSetObject['spec']['template'];

interface RollingUpdate {
  readonly partition?: number | string | null;
  /** These two are OpenKruise's. */
  readonly paused?: boolean | null;
  readonly unorderedUpdate?: object | null;
}

/** A pod as the API server gives it, likewise. */
export interface LivePod extends Pod {
  readonly metadata: Pod['metadata'] & {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec: Omit<Pod['spec'], 'initContainers'> & {
    readonly initContainers?: readonly (Container & { readonly restartPolicy?: string })[] | null;
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly state?: {
    readonly running?: object;
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number; readonly signal?: number };
  };
}

/** An event about a StatefulSet or a pod. */
export interface LiveEvent {
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject: { readonly uid?: string };
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly lastObservedTime?: string } | null;
}
