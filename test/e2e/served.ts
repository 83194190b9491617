import { openApiServer } from './api-server.ts';

const GROUP = 'admissionregistration.k8s.io';

interface ResourceList {
  readonly resources?: readonly { readonly name: string }[];
}

/** The versions of the group of webhooks and policies in which the API server serves a resource. */
export async function findServedVersions(resource: string): Promise<string[]> {
  const server = await openApiServer();
  const { versions } = await server.call<{ versions: { version: string }[] }>('GET', `/apis/${GROUP}`, [200]);
  const lists = await Promise.all(
    versions.map(({ version }) => server.call<ResourceList>('GET', `/apis/${GROUP}/${version}`, [200])),
  );
  return versions
    .filter((_, place) => lists[place]?.resources?.some(({ name }) => name === resource))
    .map(({ version }) => version);
}

/** Why a test that needs the resource in version v1 cannot run here: an option of `test`. False if it can. */
export async function findReasonToSkip(resource: string): Promise<string | false> {
  const versions = await findServedVersions(resource);
  if (versions.includes('v1')) return false;
  return `the API server serves no ${resource} in ${GROUP}/v1`;
}
