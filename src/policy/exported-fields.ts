import { RefusalCode } from './refusal.ts';

/**
 * What becomes of each field of the annotation in a policy: it is exported, and so are those in it; it is exported with names that are
 * the user's; or it is refused. A field that is not here is refused, too.
 */
export const FIELDS: Readonly<Record<string, RefusalCode | 'exported' | 'names'>> = {
  variables: RefusalCode.variables,
  patches: RefusalCode.patches,
  ...listFields('', ['volumes', 'env', 'envFrom']),
  ...listFields('volumes[].', ['name', 'mountPath', 'subPath', 'readOnly', 'defaultMode', 'sources']),
  ...listReceivers('volumes[].'),
  'volumes[].image': RefusalCode.newerField,
  'volumes[].defaultUser': RefusalCode.newerField,
  ...listSources('volumes[].', 'secretName'),
  ...listSources('volumes[].sources[].', 'name'),
  'volumes[].sources[].when': RefusalCode.when,
  'volumes[].sources[].clusterTrustBundle': RefusalCode.newerField,
  'volumes[].sources[].podCertificate': RefusalCode.newerField,
  ...listFields('env[].', ['name', 'value']),
  'env[].valueFrom': RefusalCode.valueFrom,
  ...listReceivers('env[].'),
  ...listFields('envFrom[].', ['configMap', 'secret', 'prefix', 'optional']),
  ...listReceivers('envFrom[].'),
};

function listFields(prefix: string, names: readonly string[]): Record<string, 'exported'> {
  return Object.fromEntries(names.map(name => [prefix + name, 'exported']));
}

/** Which containers, and which pods, get an element. */
function listReceivers(prefix: string): typeof FIELDS {
  return {
    ...listFields(prefix, ['containers', 'injectedContainers']),
    [`${prefix}when`]: RefusalCode.when,
  };
}

function listSources(prefix: string, nameOfSecret: string): typeof FIELDS {
  return {
    ...listReference(`${prefix}configMap`, 'name'),
    ...listReference(`${prefix}secret`, nameOfSecret),
    [`${prefix}files`]: 'names',
  };
}

function listReference(path: string, name: string): typeof FIELDS {
  const fields = [name, 'optional', 'items', 'items[].key', 'items[].path', 'items[].mode'];
  return {
    [path]: 'exported',
    ...listFields(`${path}.`, fields),
    [`${path}.items[].user`]: RefusalCode.newerField,
  };
}
