import { listExamples } from '../round-trips.ts';
import { listExampleCases } from './list-cases.ts';
import { annotate, type PolicyCase } from './policy-case.ts';

/** What takes the StatefulSet itself: an annotation that stands on it, or that asks for its replicas, peers and service. */
export async function listParamsCases(): Promise<PolicyCase[]> {
  const examples = await listExampleCases('set', `-${RUN}`);
  const [{ set } = NONE] = (await listExamples()).filter(({ title }) => title === 'example node-config');
  const spec = { ...set.spec, replicas: 4, ordinals: { start: 3 } };
  const places = ['template', 'set'] as const;
  const variables = places.map((place): PolicyCase => {
    const exported = annotate({ ...set, spec }, `on-${place}-${RUN}`, ANNOTATION, place);
    const title = `variables of the StatefulSet, annotated on the ${place}`;
    return { title, exported, sets: [exported], ordinals: [3, 4, 6], expected: 'configured' };
  });
  return [...examples, ...variables];
}

/**
 * Part of the sets' names, since Kubernetes never reads again what it once read of a StatefulSet for policies, after the last
 * policy with StatefulSets as parameters was deleted.
 */
const RUN = Date.now().toString(36);

const NONE = {
  set: { apiVersion: '', metadata: { name: '' }, spec: { template: { spec: { containers: [] } } } },
};

const ANNOTATION = `\
env:
  - {name: INDEX, value: "$(index) of $(replicas)"}
  - {name: PEERS, value: '$(peers.map(p, p + "." + service).join(","))'}
  - {name: FIRST, value: '$(index == 0 ? "first" : "later")'}
volumes:
  - {mountPath: /conf, configMap: "conf-$(index)"}
  - {mountPath: /peers, files: {peers: '$(peers.filter(p, p != pod).join(" "))'}}
`;
