import type { WrittenAnnotation, WrittenVolume } from '../../fuzz/admissions/admission-case.ts';
import { sizedCases } from './sized-cases.ts';
import { makeValidityCase, type Owner, type ValidityCase } from './validity-case.ts';
import {
  CONTAINERS,
  FIELD_PATHS,
  IMAGES,
  ITEM_PATHS,
  KEYS,
  MODES,
  MOUNT_PATHS,
  OBJECT_NAMES,
  ORDINALS,
  SUB_PATHS,
  VALUES,
  VARIABLES,
  VOLUME_NAMES,
} from './varied-values.ts';

/** Each case varies one value of one annotation. */
export function listDirectedCases(owner: Owner): ValidityCase[] {
  const pod = (name = `${owner.name}-2`) => ({
    name,
    containers: [{ name: 'server' }, { name: 'exporter' }],
  });
  const annotations = [
    ...listVolumes().map(volume => ({ volumes: [volume] })),
    ...listVariables(),
    ...listPairs(),
  ];
  return [
    ...annotations.map(annotation => makeValidityCase(annotation, pod(), owner)),
    ...ORDINALS.map(ordinal =>
      makeValidityCase(
        { volumes: [{ mountPath: '/a', configMap: 'c' }] },
        pod(`${owner.name}-${ordinal}`),
        owner,
      ),
    ),
    ...sizedCases(pod(), owner),
  ];
}

function listVolumes(): WrittenVolume[] {
  const mounted = { mountPath: '/m' };
  const references = [
    ...OBJECT_NAMES.flatMap(name => [{ name }, { name, optional: true }]),
    ...KEYS.map(key => ({ name: 'c', items: [{ key, path: 'f' }] })),
    ...ITEM_PATHS.map(path => ({ name: 'c', items: [{ key: 'k', path }] })),
    ...MODES.map(mode => ({ name: 'c', items: [{ key: 'k', path: 'f', mode }] })),
    { name: 'c', items: [] },
  ];
  return [
    ...MOUNT_PATHS.map(mountPath => ({ mountPath, configMap: 'c' })),
    ...SUB_PATHS.map(subPath => ({ ...mounted, subPath, configMap: 'c' })),
    ...VOLUME_NAMES.map(name => ({ ...mounted, name, configMap: 'c' })),
    ...MODES.map(defaultMode => ({ ...mounted, configMap: 'c', defaultMode })),
    ...MODES.map(defaultMode => ({ ...mounted, files: { f: 'x' }, defaultMode })),
    ...CONTAINERS.map(containers => ({ ...mounted, configMap: 'c', containers })),
    ...references.map(configMap => ({ ...mounted, configMap })),
    ...references.map(({ name, ...more }) => ({ ...mounted, secret: { secretName: name, ...more } })),
    ...references
      .flatMap(one => [{ configMap: one }, { secret: one }])
      .map(one => ({ ...mounted, sources: [one] })),
    ...IMAGES.map(image => ({ ...mounted, image })),
    ...ITEM_PATHS.map(path => ({ ...mounted, files: { [path]: 'x' } })),
    ...VALUES.map(text => ({ ...mounted, files: { f: text } })),
  ];
}

function listVariables(): WrittenAnnotation[] {
  return [
    ...VARIABLES.map(name => ({ env: [{ name, value: 'x' }] })),
    ...VALUES.map(value => ({ env: [{ name: 'A', value }] })),
    ...VARIABLES.flatMap(prefix => [
      { envFrom: [{ configMap: 'c', prefix }] },
      { envFrom: [{ secret: 's', prefix }] },
    ]),
    ...OBJECT_NAMES.flatMap(name => [
      { envFrom: [{ configMap: name }] },
      { envFrom: [{ secret: name, optional: true }] },
    ]),
    ...OBJECT_NAMES.flatMap(name => [
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name, key: 'k' } } }] },
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name, key: 'k', optional: true } } }] },
    ]),
    ...KEYS.map(key => ({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key } } }] })),
    ...FIELD_PATHS.map(fieldPath => ({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }] })),
    ...CONTAINERS.map(containers => ({ env: [{ name: 'A', value: 'x', containers }] })),
  ];
}

/** Two elements that may be one. */
function listPairs(): WrittenAnnotation[] {
  const paths = ['/a', '/a/', '//a', '/b/../a', '/./a', 'a', '/a/b', '/A'];
  const files = ['f', './f', 'd//f', 'd/f', 'f/', 'F', 'f/g'];
  const item = (path: string) => ({ key: 'k', path });
  return [
    ...paths.map(mountPath => ({
      volumes: [
        { mountPath: '/a', configMap: 'c' },
        { mountPath, configMap: 'd' },
      ],
    })),
    ...files.flatMap(path => [
      {
        volumes: [{ mountPath: '/m', configMap: { name: 'c', items: [item('f'), item('d/f'), item(path)] } }],
      },
      {
        volumes: [
          {
            mountPath: '/m',
            sources: [{ configMap: { name: 'c', items: [item(path)] } }, { files: { f: 'x' } }],
          },
        ],
      },
    ]),
    {
      env: [
        { name: 'A', value: 'x' },
        { name: 'A', value: 'y' },
      ],
    },
    { envFrom: [{ configMap: 'c' }, { configMap: 'c' }, { secret: 'c' }] },
  ];
}
