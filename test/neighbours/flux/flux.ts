import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { buildNeighbour } from '../build-neighbour.ts';
import type { Neighbour } from '../neighbour.ts';

export const FLUX: Neighbour = {
  name: 'flux',
  module: 'github.com/fluxcd/pkg/kustomize',
  version: 'v1.40.0',
  main: new URL('main.go', import.meta.url),
};

/** What Flux applies of an object, with `postBuild.substitute` as given. */
export async function substitute<T extends object>(
  object: T,
  variables: Readonly<Record<string, string>>,
): Promise<T> {
  const { binary } = await buildNeighbour(FLUX);
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ substitute: variables, object }));
  return JSON.parse(await text(child.stdout)) as T;
}
