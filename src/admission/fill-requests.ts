import type { Container, Pod } from './pod.ts';

/**
 * The pod as the API server defaults it before admission: a container that names a limit requests as much (SetDefaults_Pod). So a
 * patch that changes the limit meets a request, also where a pod is made from the template to try it out.
 */
export function fillRequests(pod: Pod): Pod {
  const { initContainers, containers } = pod.spec;
  if (![...(initContainers ?? []), ...containers].some(lacksRequests)) return pod;
  const spec = {
    ...pod.spec,
    ...(initContainers == null ? {} : { initContainers: initContainers.map(fill) }),
    containers: containers.map(fill),
  };
  return { ...pod, spec };
}

function fill(container: Container): Container {
  if (!lacksRequests(container)) return container;
  const { limits, requests, ...others } = resourcesOf(container);
  return { ...container, resources: { ...others, limits, requests: { ...limits, ...requests } } };
}

function lacksRequests(container: Container): boolean {
  const { limits, requests } = resourcesOf(container);
  return Object.keys(limits ?? {}).some(name => !Object.hasOwn(requests ?? {}, name));
}

interface Resources {
  readonly limits?: object | null;
  readonly requests?: object | null;
}

function resourcesOf({ resources }: Container): Resources {
  return resources !== null && typeof resources === 'object' ? resources : {};
}
