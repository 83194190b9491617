import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { buildStatus } from '../../src/admission/status.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import type { PodVariables } from '../../src/annotation/expression/pod-variables.ts';
import { listReceivers } from '../../src/annotation/list-receivers.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import type { ConfiguredVolume } from '../../src/annotation/pod-configuration.ts';
import { type ExportRequest, exportSet } from '../../src/policy/export-set.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { readFixture } from './read-fixture.ts';

const FIXTURES = readdirSync(new URL('../fixtures/policies', import.meta.url)).map(file =>
  file.replace('.yaml', ''),
);

/** The objects of the policies, which only tests look into. */
function exportAll(request: ExportRequest) {
  const exported = exportSet(request);
  assert.ok('objects' in exported, JSON.stringify(exported));
  // biome-ignore lint/suspicious/noExplicitAny: nothing in the program reads them.
  return exported.objects as any[];
}

describe('a policy gives a pod what the webhook gives it', () => {
  for (const name of FIXTURES) {
    for (const ordinal of [0, 1, 12])
      it(`${name}, ordinal ${ordinal}`, () => compare(readFixture(name), ordinal));
  }
});

function compare(request: ExportRequest, ordinal: number): void {
  const { annotation } = request;
  const pod = listVariables(request, ordinal);
  const wanted = configurePod(parseAnnotation(annotation.text), pod);
  const [{ spec }] = exportAll(request);
  const { volumes, env, envFrom, status } = evaluatePolicy(spec.variables, pod);
  const values = (list: unknown) => Object(list ?? []).map(({ value }: { value: unknown }) => value);
  assert.deepEqual(volumes ?? [], wanted.volumes.map(describeVolume));
  assert.deepEqual(
    values(env),
    wanted.env.map(({ variable }) => variable),
  );
  assert.deepEqual(
    values(envFrom),
    wanted.envFrom.map(({ source }) => source),
  );
  assert.equal(status, buildStatus(wanted));
}

function listVariables({ set, namespace }: ExportRequest, ordinal: number): PodVariables {
  const { name } = set.metadata;
  const { replicas = 1, serviceName = '', ordinals, template } = set.spec;
  const start = ordinals?.start ?? 0;
  return {
    ordinal,
    index: ordinal - start,
    pod: `${name}-${ordinal}`,
    set: name,
    ns: namespace,
    service: serviceName,
    replicas,
    peers: Array.from({ length: replicas }, (_, index) => `${name}-${start + index}`),
    labels: template.metadata?.labels ?? {},
  };
}

function describeVolume(configured: ConfiguredVolume) {
  const { where, volume, replaces, mount, containers } = configured;
  const receivers = listReceivers(configured);
  return {
    where,
    volume,
    replaces,
    ...(mount && { mount, path: mount.mountPath.replace(/\/$/, ''), subPath: mount.subPath ?? '' }),
    ...(receivers === undefined ? {} : { containers: receivers }),
    ...(containers === undefined ? {} : { required: containers }),
  };
}
