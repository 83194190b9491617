import { parse } from 'yaml';
import { validate } from '../src/admission/validate.ts';
import type { MountCase } from './mount-cases.ts';

/** What is said of a case when its StatefulSet is applied: a denial, and warnings. */
export function judgeMounts({ volumes, own = {} }: MountCase): { denial: string; warnings: string } {
  const container = { name: 'c', volumeMounts: parseList(own.mounts), ...parseObject(own.container) };
  const spec = { ...makeSpec(own), volumes: parseList(own.volumes), containers: [container] };
  const template = { metadata: { annotations: { 'per-pod-config': `volumes: ${volumes}` } }, spec };
  const decision = validate({
    uid: 'u',
    operation: 'CREATE',
    resource: { group: 'apps', version: 'v1', resource: 'statefulsets' },
    namespace: 'prod',
    name: 'web',
    object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, spec: { template } },
  });
  const warnings = decision.outcome === 'allow' ? decision.warnings : [];
  return {
    denial: decision.outcome === 'deny' ? decision.message : '',
    // Of every subPath, and here of no interest.
    warnings: warnings.filter(text => !text.includes('never updates a subPath mount')).join('\n'),
  };
}

/** The pod that a case is about, with all mounts, written without any code of the webhook's. */
export function makeMountPod({ volumes, own = {} }: MountCase, name: string, image: string) {
  const asked = parseList(volumes) as Readonly<Record<string, unknown>>[];
  const source = ({ configMap, secret, sources, defaultMode }: Readonly<Record<string, unknown>>) => {
    if (sources !== undefined) return { projected: { sources } };
    if (secret !== undefined) return { secret: { secretName: secret, defaultMode } };
    return { configMap: typeof configMap === 'string' ? { name: configMap } : configMap };
  };
  const container = {
    name: 'c',
    image,
    command: ['sleep', '3600'],
    volumeMounts: [
      ...parseList(own.mounts),
      ...asked.map(({ mountPath, subPath }, index) => ({ name: `v${index}`, mountPath, subPath })),
    ],
    ...parseObject(own.container),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      terminationGracePeriodSeconds: 0,
      ...(JSON.parse(JSON.stringify(makeSpec(own)).replaceAll('IMAGE', image)) as object),
      volumes: [
        ...parseList(own.volumes),
        ...asked.map((volume, index) => ({ name: `v${index}`, ...source(volume) })),
      ],
      containers: [container],
    },
  };
}

function makeSpec(own: NonNullable<MountCase['own']>): object {
  return { automountServiceAccountToken: false, ...parseObject(own.spec) };
}

function parseList(text = '[]'): unknown[] {
  return parse(text) as unknown[];
}

function parseObject(text = '{}'): object {
  return parse(text) as object;
}
