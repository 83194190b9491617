import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The Dockerfile's stages, each a list of instructions that begins with FROM. */
function readStages(): Instruction[][] {
  const text = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  const stages: Instruction[][] = [];
  for (const line of lines.filter(each => each.trim() !== '')) {
    const [name = '', rest = ''] = line.split(/\s+(.*)/s);
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, rest });
  }
  return stages;
}

describe('the image', () => {
  const stages = readStages();
  const last = stages.at(-1) ?? [];
  const of = (name: string) => last.filter(each => each.name === name).map(({ rest }) => rest);

  it('has a base without shell and package manager, that is made to run without root', () => {
    assert.match(of('FROM')[0] ?? '', /^gcr\.io\/distroless\/nodejs\d+-debian\d+:nonroot$/);
  });

  it('is only copied together: nothing is run, fetched or left to a shell in it', () => {
    for (const name of ['RUN', 'ADD', 'SHELL', 'HEALTHCHECK', 'VOLUME']) assert.deepEqual(of(name), [], name);
    for (const name of ['ENTRYPOINT', 'CMD']) assert.ok(Array.isArray(JSON.parse(of(name)[0] ?? '')), name);
  });

  it('gets the program, its dependencies, its bill of materials and the licences, and nothing else', () => {
    assert.deepEqual(of('COPY'), [
      'LICENSE THIRD-PARTY-LICENSES.md /app/',
      '--from=build /per-pod-config/package.json /per-pod-config/sbom.cdx.json /app/',
      '--from=build /per-pod-config/node_modules /app/node_modules',
      '--from=build /per-pod-config/dist /app/dist',
    ]);
  });

  it('runs as a user with a number that is not root', () => {
    assert.match(of('USER')[0] ?? '', /^[1-9]\d*:[1-9]\d*$/);
  });

  it('is built from what the lock file names, without scripts of dependencies', () => {
    const runs = (stages[0] ?? []).filter(({ name }) => name === 'RUN').map(({ rest }) => rest);
    for (const run of runs.flatMap(text => text.split('&&'))) {
      if (/npm (ci|prune|install)/.test(run)) assert.match(run, /--ignore-scripts/);
    }
    assert.ok(runs.some(run => run.startsWith('npm ci ')));
    assert.ok(runs.some(run => run.includes('npm run --silent sbom >sbom.cdx.json')));
  });

  it('is sent only what the build copies', () => {
    const ignore = readFileSync(new URL('../../.dockerignore', import.meta.url), 'utf8');
    const sent = [...ignore.matchAll(/^!(.*)$/gm)].map(([, name]) => name);
    const copied = stages
      .flat()
      .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
      .flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    assert.deepEqual([...new Set(copied)].sort(), sent.sort());
  });
});
