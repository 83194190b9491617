import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findUnrendered } from '../../src/cluster/find-unrendered.ts';

describe('charts and kustomizations', () => {
  let root = '';
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'unrendered-'));
    for (const folder of ['chart/templates/sub', 'chart/charts/inner', 'k/base', 'plain/templates', '.git'])
      await mkdir(join(root, folder), { recursive: true });
    for (const file of [
      'chart/Chart.yaml',
      'chart/templates/a.yaml',
      'chart/charts/inner/Chart.yaml',
      'k/kustomization.yml',
      'k/base/Kustomization',
      'plain/templates/a.yaml',
      '.git/Chart.yaml',
    ])
      await writeFile(join(root, file), '');
  });
  after(() => rm(root, { recursive: true }));

  const find = async (...paths: string[]) =>
    (await findUnrendered(paths.map(path => join(root, path)))).map(
      ({ tool, folder }) => `${tool} ${folder.slice(root.length + 1)}`,
    );

  it('are found below a folder; what a chart holds is its own', async () => {
    assert.deepEqual((await find('.')).sort(), ['helm chart', 'kustomize k', 'kustomize k/base']);
  });

  it('are found by their own files, and each once', async () => {
    assert.deepEqual(await find('chart/Chart.yaml', 'chart', 'k/kustomization.yml'), [
      'helm chart',
      'kustomize k',
    ]);
  });

  it('are found by their templates', async () => {
    assert.deepEqual(await find('chart/templates', 'chart/templates/a.yaml'), ['helm chart']);
  });

  it('are not what has only a folder of that name, is standard input, or does not exist', async () => {
    assert.deepEqual(await find('plain', 'plain/templates', 'plain/templates/a.yaml', 'nowhere'), []);
    assert.deepEqual(await findUnrendered(['-']), []);
  });
});
