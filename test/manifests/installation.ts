import assert from 'node:assert/strict';
import { join } from 'node:path';
import type {
  V1Container,
  V1Deployment,
  V1MutatingWebhook,
  V1MutatingWebhookConfiguration,
  V1PodSpec,
  V1Service,
  V1ValidatingWebhook,
  V1ValidatingWebhookConfiguration,
} from '@kubernetes/client-node';
import { makeServeCommand } from '../../src/cli/serve-command.ts';
import { fakeContext } from '../cli/fake-streams.ts';
import { type KubernetesObject, MANIFESTS, renderFiles } from './kustomization.ts';

/** Every object has this name, and so has their namespace. */
export const NAME = 'per-pod-config';

/** What the base installs, and the parts that tests look at most. */
export interface Installation {
  readonly objects: readonly KubernetesObject[];
  /** The object of a kind; there is one of each. */
  readonly find: <T>(kind: string) => T;
  readonly deployment: V1Deployment;
  readonly podSpec: V1PodSpec;
  readonly container: V1Container;
  /** What `serve` understands of the container's arguments. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly service: V1Service;
  readonly webhook: V1MutatingWebhook;
  /** For pods of OpenKruise's StatefulSets. */
  readonly kruiseWebhook: V1MutatingWebhook;
  readonly validatingWebhook: V1ValidatingWebhook;
  /** For updates that annotate a StatefulSet and add pods to it. */
  readonly scalingWebhook: V1ValidatingWebhook;
}

export async function readInstallation(): Promise<Installation> {
  const objects = await renderFiles(join(MANIFESTS, 'base'));
  const find = <T>(kind: string) => only(objects.filter(object => object.kind === kind)) as T;
  const deployment = find<V1Deployment>('Deployment');
  const podSpec = present(deployment.spec?.template.spec);
  const container = only(podSpec.containers);
  return {
    objects,
    find,
    deployment,
    podSpec,
    container,
    flags: parseServeFlags(container.args ?? []),
    service: find('Service'),
    ...nameWebhooks(find('MutatingWebhookConfiguration'), find('ValidatingWebhookConfiguration')),
  };
}

function nameWebhooks(
  mutating: V1MutatingWebhookConfiguration,
  validating: V1ValidatingWebhookConfiguration,
): Pick<Installation, 'webhook' | 'kruiseWebhook' | 'validatingWebhook' | 'scalingWebhook'> {
  const [webhook, kruiseWebhook, ...others] = mutating.webhooks ?? [];
  const [validatingWebhook, scalingWebhook, ...more] = validating.webhooks ?? [];
  assert.deepEqual([others, more], [[], []]);
  return {
    webhook: present(webhook),
    kruiseWebhook: present(kruiseWebhook),
    validatingWebhook: present(validatingWebhook),
    scalingWebhook: present(scalingWebhook),
  };
}

export function only<T>(values: readonly T[] | undefined): T {
  assert.equal(values?.length, 1);
  return present(values[0]);
}

export function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}

/** What `serve` understands of a container's arguments. */
export function parseServeFlags(args: readonly string[]): Record<string, unknown> {
  assert.equal(args[0], 'serve');
  const command = makeServeCommand(fakeContext());
  assert.deepEqual(command.exitOverride().parseOptions(args.slice(1)), { operands: [], unknown: [] });
  return command.opts();
}
