/** Objects that `lint` looks at, around what the API server checks of their names, keys and sizes. */
export function listObjects(): { readonly resource: string; readonly object: object }[] {
  const names = [
    'a',
    '0',
    'a.b',
    'a..b',
    'A',
    'a_b',
    '-a',
    long(52),
    long(63),
    long(64),
    long(253),
    long(254),
  ];
  const keys = ['k', '.k', 'K_-.0', '.', '..', '..k', 'k..', 'a b', 'a/b', '', 'k\n', long(253), long(254)];
  const sizes = [MIB - 1, MIB, MIB + 1];
  const annotations = [-1, 0, 1].map(more => ({ note: long(MIB / 4 - 'note'.length + more) }));
  return [
    ...names.flatMap(name => [
      makeData('ConfigMap', { name }),
      makeData('Secret', { name }),
      makeSet({ name }),
    ]),
    ...keys.flatMap(key => [{ data: { [key]: '' } }, { binaryData: { [key]: '' } }].map(makeConfigMap)),
    ...keys.flatMap(key => [{ data: { [key]: '' } }, { stringData: { [key]: '' } }].map(makeSecret)),
    ...sizes.map(size => makeConfigMap({ data: { a: long(size - 1), b: 'x' } })),
    ...sizes.map(size => makeConfigMap({ binaryData: { a: Buffer.alloc(size).toString('base64') } })),
    ...sizes.map(size => makeSecret({ stringData: { a: long(size) } })),
    ...annotations.flatMap(one => [
      makeData('ConfigMap', { name: 'a', annotations: one }),
      makeSet({ name: 'a', annotations: one }),
      makeSet({ name: 'a' }, { annotations: one }),
    ]),
  ];
}

const MIB = 2 ** 20;
const long = (length: number) => 'x'.repeat(length);
const makeConfigMap = (data: object) => makeData('ConfigMap', { name: 'a' }, data);
const makeSecret = (data: object) => makeData('Secret', { name: 'a' }, data);

function makeData(kind: 'ConfigMap' | 'Secret', metadata: object, data: object = {}) {
  const resource = `/api/v1/namespaces/NAMESPACE/${kind.toLowerCase()}s`;
  return { resource, object: { apiVersion: 'v1', kind, metadata, ...data } };
}

function makeSet(metadata: object, template: object = {}) {
  const labels = { app: 'a' };
  const pod = { metadata: { labels, ...template }, spec: { containers: [{ name: 'a', image: 'a' }] } };
  const spec = { serviceName: 'a', selector: { matchLabels: labels }, template: pod };
  const resource = '/apis/apps/v1/namespaces/NAMESPACE/statefulsets';
  return { resource, object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec } };
}
