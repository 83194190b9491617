import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** What each part may import of the others; `main.ts` and the edges stand on the pure core, never beside each other. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'main.ts': ['cli'],
  cli: [
    'bounds',
    'server',
    'cluster',
    'certificates',
    'lint',
    'policy',
    'preview',
    'kubelet',
    'status',
    'admission',
    'annotation',
    'yaml',
  ],
  server: ['bounds', 'admission', 'annotation'],
  cluster: ['bounds', 'admission', 'annotation', 'yaml'],
  certificates: [],
  status: ['bounds', 'admission', 'annotation', 'patch', 'expression'],
  policy: ['bounds', 'admission', 'annotation', 'expression'],
  admission: ['bounds', 'annotation', 'patch', 'expression'],
  annotation: ['bounds', 'expression', 'patch', 'yaml'],
  patch: ['bounds'],
  expression: ['bounds'],
  lint: ['bounds', 'preview', 'kubelet', 'admission', 'annotation', 'yaml'],
  preview: ['bounds', 'kubelet', 'admission', 'annotation', 'patch', 'yaml'],
  kubelet: ['bounds', 'yaml'],
  yaml: ['bounds'],
  bounds: [],
};

/** They reach nothing outside of the process. */
const PURE = [
  'bounds',
  'expression',
  'patch',
  'annotation',
  'admission',
  'kubelet',
  'lint',
  'policy',
  'preview',
  'status',
  'yaml',
];

/** Packages that the pure core may use: none of them reaches out of the process. */
const PURE_PACKAGES = ['ajv', 'fast-json-patch', 'yaml', '@marcbachmann/cel-js', 'node:crypto', 'node:util'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
const partOf = (file: string) => file.split(sep)[0] ?? '';
/** A type is nothing when the program runs: those of a package that is not pure do no harm. */
const importsOf = (file: string) =>
  [
    ...readFileSync(join(SRC, file), 'utf8')
      .replaceAll(/^import type \{[^}]*\} from '[^.][^']*';$/gm, '')
      .matchAll(/(?:\bfrom |import\(\s*)'([^'\n]+)'/g),
  ].map(([, target]) => target ?? '');

describe('the parts import each other only downwards', () => {
  for (const file of files) {
    it(file, () => {
      for (const target of importsOf(file).filter(name => name.startsWith('.'))) {
        const part = partOf(relative(SRC, join(SRC, dirname(file), target)));
        const allowed = [partOf(file), ...(MAY_IMPORT[partOf(file)] ?? [])];
        assert.ok(allowed.includes(part), `${file} imports ${target}`);
      }
    });
  }
});

describe('the core is pure', () => {
  for (const file of files.filter(name => PURE.includes(partOf(name)))) {
    it(file, () => {
      for (const target of importsOf(file).filter(name => !name.startsWith('.'))) {
        assert.ok(PURE_PACKAGES.includes(target), `${file} imports ${target}`);
      }
      const text = readFileSync(join(SRC, file), 'utf8');
      assert.doesNotMatch(text, /\bprocess\.|\bDate\b|\bperformance\.|setTimeout|setInterval|\bfetch\(/);
    });
  }
});
