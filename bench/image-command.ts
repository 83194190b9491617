import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How the image runs the program, with the paths of this checkout. */
export interface ImageCommand {
  /** Flags for Node.js, then the built main file. */
  readonly args: string[];
  /** What the image sets, beside what there is. */
  readonly env: NodeJS.ProcessEnv;
}

export function readImageCommand(): ImageCommand {
  const dockerfile = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8');
  const entrypoint = /^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1];
  const [, ...args] = JSON.parse(entrypoint ?? '[]') as string[];
  const variables = [...dockerfile.matchAll(/^ENV (\w+)=(\S+)$/gm)].map(([, name = '', value]) => [
    name,
    value,
  ]);
  return {
    args: args.map(arg => (arg === '/app/dist/main.js' ? MAIN : arg)),
    env: { ...process.env, ...Object.fromEntries(variables) },
  };
}

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
