import { after, afterEach, before } from 'node:test';
import { printDiagnosis } from './diagnosis.ts';
import { apply, kubectl } from './kubectl.ts';
import { until } from './until.ts';

/** Every namespace that the suite makes has this label. */
export const SUITE_LABEL = 'per-pod-config-e2e';

/**
 * Gives the tests of a file a namespace of their own, from their start to their end. When a test fails,
 * what a person needs to see is printed, once for each file: what fails later follows mostly from that.
 */
export function useNamespace(topic: string, labels: Readonly<Record<string, string>> = {}): string {
  const namespace = `${SUITE_LABEL}-${topic}`;
  let diagnosed = false;
  before(() => makeNamespace(namespace, labels));
  afterEach(async context => {
    if (diagnosed || !('error' in context) || context.passed) return;
    diagnosed = true;
    await printDiagnosis(namespace);
  });
  after(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));
  return namespace;
}

async function makeNamespace(name: string, labels: Readonly<Record<string, string>>): Promise<void> {
  await kubectl(['delete', 'namespace', name, '--ignore-not-found']);
  await apply('default', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { [SUITE_LABEL]: 'true', ...labels } },
  });
  // Without its ServiceAccount, which a controller makes, no pod can be created.
  await until(`namespace ${name} has a ServiceAccount`, () =>
    kubectl(['get', 'serviceaccount', 'default', '-n', name]),
  );
}
