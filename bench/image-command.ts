import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How the image runs the program, with the paths of this checkout: flags for Node.js, then the built main file. */
export function readImageCommand(): string[] {
  const dockerfile = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8');
  const entrypoint = /^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1];
  const [, ...args] = JSON.parse(entrypoint ?? '[]') as string[];
  return args.map(arg => (arg === '/app/dist/main.js' ? MAIN : arg));
}

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
