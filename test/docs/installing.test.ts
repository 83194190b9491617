import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { MANIFESTS } from '../manifests/kustomization.ts';
import { build, buildWith, missing } from '../manifests/kustomize.ts';

const PAGE = await readFile(join(MANIFESTS, '../docs/installing.md'), 'utf8');

test('docs/installing.md lists every component', async () => {
  const listed = PAGE.matchAll(/^\| \[(\S+)\]\(\.\.\/manifests\/components\/(\S+)\) \|/gm);
  const rows = [...listed].map(([, name, folder]) => [name, folder]);
  const components = await readdir(join(MANIFESTS, 'components'));
  assert.deepEqual(rows.sort(), components.map(component => [component, component]).sort());
});

test('the kustomization in docs/installing.md builds what it lists', async t => {
  if (missing) return t.skip(missing);
  const [, text = ''] = /```yaml\n(.*?)```/s.exec(PAGE) ?? [];
  const { components, images } = parse(text) as { components: string[]; images: { newName: string }[] };
  const names = components.map(path => path.replace('manifests/components/', ''));
  const expected = JSON.stringify(await buildWith(...names));
  const built = JSON.stringify(await build(text));
  const image = `${images[0]?.newName}:`;
  assert.ok(built.includes(image));
  assert.equal(built.replaceAll(image, 'per-pod-config:'), expected);
});
