import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import type { PodConfiguration } from '../../src/annotation/pod-configuration.ts';
import { WEB_2 } from '../expression/web-2.ts';

const configure = (text: string) => configurePod(parseAnnotation(text), WEB_2);
const volumesOf = (text: string) =>
  configure(text).volumes.map(({ volume, mount, containers, replaces }) => ({
    volume,
    ...(mount === undefined ? {} : { mount }),
    ...(containers === undefined ? {} : { containers }),
    ...(replaces ? { replaces } : {}),
  }));

describe('a volume becomes what the core API has for it', () => {
  const mount = { name: 'per-pod-config-0', mountPath: '/conf', readOnly: true };
  const configMap = (more: object) => [
    {
      volume: { name: 'per-pod-config-0', configMap: { name: 'node-2', defaultMode: 0o644, ...more } },
      mount,
    },
  ];
  const secret = (more: object) => [
    {
      volume: { name: 'per-pod-config-0', secret: { secretName: 'web-2-tls', defaultMode: 0o644, ...more } },
      mount,
    },
  ];
  const projected = (...sources: object[]) => [
    { volume: { name: 'per-pod-config-0', projected: { sources, defaultMode: 0o644 } }, mount },
  ];
  const file = (path: string, hash: string) => ({
    path,
    fieldRef: { apiVersion: 'v1', fieldPath: `metadata.annotations['per-pod-config/file-${hash}']` },
  });

  const rows: [title: string, annotation: string, volumes: object[]][] = [
    ['the short form', '/conf', configMap({})],
    ['the short form with spaces around it', '  /conf\n', configMap({})],
    [
      'the short form with a trailing slash',
      '/conf/',
      [{ ...configMap({})[0], mount: { ...mount, mountPath: '/conf/' } }],
    ],
    [
      'the short form with an expression',
      '/data/$(set)/$(pod)',
      [{ ...configMap({})[0], mount: { ...mount, mountPath: '/data/web/web-2' } }],
    ],
    ['JSON', '{"volumes": [{"mountPath": "/conf", "configMap": "node-$(ordinal)"}]}', configMap({})],
    ['a ConfigMap by name', 'volumes: [{mountPath: /conf, configMap: node-$(ordinal)}]', configMap({})],
    [
      'a ConfigMap by mapping',
      'volumes: [{mountPath: /conf, configMap: {name: node-$(ordinal)}}]',
      configMap({}),
    ],
    [
      'optional',
      'volumes: [{mountPath: /conf, configMap: {name: node-2, optional: true}}]',
      configMap({ optional: true }),
    ],
    [
      'items, with expressions in key and path',
      'volumes: [{mountPath: /conf, configMap: {name: node-2, items: [{key: "k$(ordinal)", path: "$(pod)/a", mode: 0400}]}}]',
      configMap({ items: [{ key: 'k2', path: 'web-2/a', mode: 0o400 }] }),
    ],
    [
      'a mode in octal',
      'volumes: [{mountPath: /conf, configMap: node-2, defaultMode: 0440}]',
      configMap({ defaultMode: 0o440 }),
    ],
    [
      'a mode in octal, as YAML 1.2 has it',
      'volumes: [{mountPath: /conf, configMap: node-2, defaultMode: 0o440}]',
      configMap({ defaultMode: 0o440 }),
    ],
    [
      'a mode in decimal',
      'volumes: [{mountPath: /conf, configMap: node-2, defaultMode: 288}]',
      configMap({ defaultMode: 0o440 }),
    ],
    ['a Secret by name', 'volumes: [{mountPath: /conf, secret: $(pod)-tls}]', secret({})],
    [
      'a Secret by mapping',
      'volumes: [{mountPath: /conf, secret: {secretName: $(pod)-tls, optional: false}}]',
      secret({ optional: false }),
    ],
    [
      'writable, which no such volume is',
      'volumes: [{mountPath: /conf, configMap: node-2, readOnly: false}]',
      configMap({}),
    ],
    [
      'subPath',
      'volumes: [{mountPath: /conf, configMap: node-2, subPath: "$(ns)/a"}]',
      [{ ...configMap({})[0], mount: { ...mount, subPath: 'prod/a' } }],
    ],
    [
      'containers',
      'volumes: [{mountPath: /conf, configMap: node-2, containers: [a, b]}]',
      [{ ...configMap({})[0], containers: ['a', 'b'] }],
    ],
    [
      'files',
      'volumes: [{mountPath: /conf, files: {"id": "$(100 + ordinal)", "$(pod)/same": "102"}}]',
      projected({
        downwardAPI: { items: [file('id', 'c5f69d763644d0c9'), file('web-2/same', '37834f2f25762f23')] },
      }),
    ],
    [
      'sources, in their order',
      `volumes:
- mountPath: /conf
  sources:
  - configMap: base
  - configMap: {name: node-$(ordinal), optional: true}
  - secret: {name: $(pod)-tls, items: [{key: tls.key, path: key}]}
  - files: {id: $(ordinal)}`,
      projected(
        { configMap: { name: 'base' } },
        { configMap: { name: 'node-2', optional: true } },
        { secret: { name: 'web-2-tls', items: [{ key: 'tls.key', path: 'key' }] } },
        { downwardAPI: { items: [file('id', '03e51ec1fdc4ad64')] } },
      ),
    ],
    [
      'a name, which replaces a volume of the pod',
      'volumes: [{name: data, configMap: node-2}]',
      [{ volume: { name: 'data', configMap: { name: 'node-2', defaultMode: 0o644 } }, replaces: true }],
    ],
    [
      'two volumes, named by their position',
      'volumes: [{mountPath: /a, configMap: a}, {mountPath: /b, configMap: b}]',
      ['a', 'b'].map((name, index) => ({
        volume: { name: `per-pod-config-${index}`, configMap: { name, defaultMode: 0o644 } },
        mount: { name: `per-pod-config-${index}`, mountPath: `/${name}`, readOnly: true },
      })),
    ],
    [
      'one path in two containers',
      'volumes: [{mountPath: /a, configMap: a, containers: [x]}, {mountPath: /a, configMap: b, containers: [y]}]',
      ['a', 'b'].map((name, index) => ({
        volume: { name: `per-pod-config-${index}`, configMap: { name, defaultMode: 0o644 } },
        mount: { name: `per-pod-config-${index}`, mountPath: '/a', readOnly: true },
        containers: [index === 0 ? 'x' : 'y'],
      })),
    ],
  ];
  for (const [title, annotation, volumes] of rows) {
    it(title, () => assert.deepEqual(volumesOf(annotation), volumes));
  }

  it('a file keeps its text to the letter, a literal $( too', () => {
    const { files } = configure(
      'volumes:\n- mountPath: /a\n  files:\n    f: |+\n      a $$(b) $ $x\n\n      $("$(c)")\n\n',
    );
    assert.deepEqual(Object.values(files), ['a $(b) $ $x\n\n$(c)\n\n']);
  });
});

describe('variables become what the core API has for them', () => {
  const rows: [title: string, annotation: string, expected: Pick<PodConfiguration, 'env' | 'envFrom'>][] = [
    [
      'env',
      'env: [{name: ID, value: $(ordinal + 1)}, {name: P, value: "$(peers.join(\',\'))", containers: [a]}]',
      {
        env: [
          { where: 'env[0]', variable: { name: 'ID', value: '3' }, containers: undefined },
          { where: 'env[1]', variable: { name: 'P', value: 'web-1,web-2,web-3' }, containers: ['a'] },
        ],
        envFrom: [],
      },
    ],
    [
      'every variable',
      'env: [{name: A, value: "$(ordinal) $(index) $(pod) $(set) $(ns) $(service) $(replicas) $(peers[0]) $(labels.role)"}]',
      {
        env: [
          {
            where: 'env[0]',
            variable: { name: 'A', value: '2 1 web-2 web prod web-headless 3 web-1 db' },
            containers: undefined,
          },
        ],
        envFrom: [],
      },
    ],
    [
      'values from a key of an object',
      'env: [{name: A, valueFrom: {secretKeyRef: {name: $(pod), key: k-$(ordinal), optional: true}}}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: k}}, containers: [a]}]',
      {
        env: [
          {
            where: 'env[0]',
            variable: {
              name: 'A',
              valueFrom: { secretKeyRef: { name: 'web-2', key: 'k-2', optional: true } },
            },
            containers: undefined,
            content: { secret: 'web-2' },
          },
          {
            where: 'env[1]',
            variable: { name: 'B', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
            containers: ['a'],
            content: { configMap: 'c' },
          },
        ],
        envFrom: [],
      },
    ],
    [
      'values from fields of the pod',
      'env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}, {name: B, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: "metadata.annotations[\'example.com/zone-$(ordinal)\']"}}}]',
      {
        env: [
          {
            where: 'env[0]',
            variable: { name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
            containers: undefined,
          },
          {
            where: 'env[1]',
            variable: {
              name: 'B',
              valueFrom: {
                fieldRef: { apiVersion: 'v1', fieldPath: "metadata.annotations['example.com/zone-2']" },
              },
            },
            containers: undefined,
          },
        ],
        envFrom: [],
      },
    ],
    [
      'envFrom',
      'envFrom: [{configMap: node-$(ordinal)-env, prefix: N_}, {secret: $(pod), optional: true, containers: [a]}]',
      {
        env: [],
        envFrom: [
          {
            where: 'envFrom[0]',
            source: { prefix: 'N_', configMapRef: { name: 'node-2-env' } },
            containers: undefined,
            content: { configMap: 'node-2-env' },
          },
          {
            where: 'envFrom[1]',
            source: { secretRef: { name: 'web-2', optional: true } },
            containers: ['a'],
            content: { secret: 'web-2' },
          },
        ],
      },
    ],
  ];
  for (const [title, annotation, expected] of rows) {
    it(title, () => {
      const { env, envFrom } = configure(annotation);
      assert.deepEqual({ env, envFrom }, expected);
    });
  }
});

it('a file can be as long as Kubernetes takes in all annotations of a pod, and no longer', () => {
  const pod = { ...WEB_2, labels: { long: 'x'.repeat(32_768) } };
  const configureFile = (text: string) =>
    configurePod(parseAnnotation(`volumes: [{mountPath: /a, files: {f: ${text}}}]`), pod);
  const longest = '$(labels.long)'.repeat(8);
  assert.equal(configureFile(longest).volumes.length, 1);
  assert.throws(() => configureFile(`${longest}x`), /the text becomes longer than 262144 characters/);
});

describe('a file where another source needs a folder', () => {
  const sources = (text: string) =>
    assert.doesNotThrow(() => configure(`volumes: [{mountPath: /conf, sources: ${text}}]`));

  it('is no error while an optional source may leave one of them out', () => {
    const optional =
      '{configMap: {name: x, optional: true, items: [{key: a, path: f}, {key: b, path: h/i}]}}';
    sources(`[${optional}, {files: {f/g: ""}}]`);
    sources(`[${optional}, {files: {h: ""}}]`);
  });

  it('is none where only their names begin alike', () =>
    sources('[{files: {f: "", f.g/h: "", fg/f: "", d/f: "", d/g: ""}}]'));
});

describe('on a node of Windows', () => {
  const configureThere = (text: string) => configurePod(parseAnnotation(text), WEB_2, 'windows');
  const pathsOf = (text: string) => configureThere(text).volumes.map(({ mount }) => mount?.mountPath);

  it('a mount path may have a drive, in the short form, too, or come from an expression', () => {
    assert.deepEqual(pathsOf('C:\\network\\$(pod)'), ['C:\\network\\web-2']);
    assert.deepEqual(pathsOf(' d:/conf '), ['d:/conf']);
    assert.deepEqual(
      pathsOf(
        'volumes: [{mountPath: \'$("C" + ":" + "\\\\app")\', configMap: x}, {mountPath: /dev, configMap: y}]',
      ),
      ['C:\\app', '/dev'],
    );
  });

  it('both slashes and both cases are the same, and drive C is meant by none', () => {
    for (const other of ['c:/APP', '\\app\\', 'app', 'C:\\x\\..\\app'])
      assert.throws(
        () =>
          configureThere(
            `volumes: [{mountPath: 'C:\\App', configMap: x}, {mountPath: '${other}', configMap: y}]`,
          ),
        /got "\/c:\/app" for both/,
        other,
      );
    for (const other of ['D:\\app', 'C:\\app2'])
      assert.doesNotThrow(() =>
        configureThere(
          `volumes: [{mountPath: 'C:\\App', configMap: x}, {mountPath: '${other}', configMap: y}]`,
        ),
      );
  });
});
