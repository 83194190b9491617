import type { WrittenAnnotation, WrittenVolume } from '../../fuzz/admissions/admission-case.ts';
import { sizedCases } from './sized-cases.ts';
import { makeValidityCase, type Owner, type ValidityCase } from './validity-case.ts';

/** Around what Kubernetes checks: each case varies one value of one annotation. */
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

const long = (length: number) => 'x'.repeat(length);

const MOUNT_PATHS = [
  ...[
    '/a',
    '/a/',
    '/a//',
    '//a',
    '/a//b',
    '/a/./b',
    '/a/../b',
    '/..',
    '/../a',
    '/a/..',
    '/',
    '//',
    '/.',
    '.',
    '..',
    '',
    'a',
  ],
  ...[
    'a/b',
    './a',
    '../a',
    'a/..',
    '/a:b',
    ':',
    'a:b',
    '/a b',
    ' ',
    '/\u00e9',
    '/\u{1f600}',
    '/a\nb',
    '/a\tb',
    '/a\u007fb',
  ],
  ...['/a\u0000b', '/\ud800', '/...', '/..a', '/$$(A)', '\\a', 'C:\\a', '/~', `/${long(255)}`],
  ...[`/${'d/'.repeat(2_047)}`, `/${'d/'.repeat(2_047)}d`, `/${'d/'.repeat(2_048)}`, `/${long(4_095)}`],
];
const SUB_PATHS = [
  ...[
    '',
    'a',
    'a/',
    './a',
    'a//b',
    '.',
    './',
    '..',
    '../a',
    'a/..',
    'a/../b',
    '/a',
    '/',
    '..a',
    'a..',
    '...',
    'a/...',
  ],
  ...['a:b', 'a b', 'a\nb', 'a\u0000', '\ud800', '\\', long(4_095), long(4_096)],
];
const ITEM_PATHS = [...SUB_PATHS, './..a', 'a/..b', '....', './.', './..'];
const KEYS = [
  'k',
  '.k',
  'K_-.0',
  '',
  '.',
  '..',
  '..k',
  'k..',
  'a b',
  'a/b',
  '\u00e9',
  'k\n',
  long(253),
  long(254),
];
const OBJECT_NAMES = [
  ...[
    'c',
    '0',
    'a.b',
    'a-b.c-d',
    '',
    'A',
    'a_b',
    '-a',
    'a-',
    'a..b',
    '.a',
    'a.',
    'a b',
    'a/b',
    '..',
    '\u00e9',
    'a\n',
  ],
  ...[long(63), long(64), long(253), long(254), `${long(63)}.${long(64)}`],
];
const MODES = [0, 1, 0o400, 0o777, 0o1000, 0o1777, -1, 2 ** 31, 2 ** 53, 0.5];
const VOLUME_NAMES = ['v', '0', 'a-b', 'A', 'a.b', 'a_b', '-a', 'a-', '', ' ', 'a\n', long(63), long(64)];
const VARIABLES = [
  ...[
    'A',
    'a',
    '_',
    '1ABC',
    '1',
    'MY.VAR',
    'MY-VAR',
    'a b',
    ' ',
    '.',
    '..',
    '..a',
    '',
    '=',
    'A=',
    '=A',
    'A=B',
    '~',
    '!',
  ],
  ...[
    '$(',
    '$$(X)',
    '{X}',
    '"',
    "'",
    '\\',
    '%',
    '#',
    ':',
    '/',
    '\t',
    'A\n',
    'A\u0000',
    '\u007f',
    '\u00e9',
    '\u{1f600}',
  ],
  ...['A\u200b', 'A\u00a0', long(1_000)],
];
const VALUES = [
  '',
  ' ',
  '\n',
  '\t',
  '\u0001',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u{1f600}',
  '\u0000',
  '\ud800',
  '$$(A)',
];
const CONTAINERS = [['server'], ['server', 'gone'], ['gone'], ['Server'], [''], ['server', 'server']];
export const ORDINALS = [
  '0',
  '2147483646',
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '02',
  '-1',
];

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
