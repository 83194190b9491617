import type { ObjectReader } from '../../cluster/object-reader.ts';
import type { EndpointSlice, ServiceReference } from '../../status/webhook-facts.ts';

/** Where a Service leads. Endpoints, which are the older form of it, are deprecated since Kubernetes 1.33. */
export function readSlices(
  reader: ObjectReader,
  { namespace, name }: ServiceReference,
): Promise<EndpointSlice[]> {
  const resource = { api: 'apis/discovery.k8s.io/v1', resource: 'endpointslices', namespace };
  return reader.list(resource, { labelSelector: `kubernetes.io/service-name=${name}` });
}
