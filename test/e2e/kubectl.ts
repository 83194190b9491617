import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs kubectl against the cluster that KUBECONFIG names and gives what it printed; warnings left out. */
export async function kubectl(args: readonly string[], input = ''): Promise<string> {
  return (await runKubectl(args, input)).stdout;
}

/**
 * Runs kubectl against the cluster that KUBECONFIG names and gives what it printed: warnings are on `stderr`.
 *
 * @throws Error with the command and what kubectl said.
 */
export async function runKubectl(
  args: readonly string[],
  input = '',
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const running = run('kubectl', args, { maxBuffer: 64 * 1024 * 1024, timeout: 240_000 });
  // A kubectl that reads no input may be gone before this is written; what it answers is what counts.
  running.child.stdin?.on('error', () => {}).end(input);
  return running;
}

/** Reads an object, or a list of them, as it is now. */
export async function read<T>(namespace: string, ...args: string[]): Promise<T> {
  return JSON.parse(await kubectl(['get', '-n', namespace, '-o', 'json', ...args])) as T;
}

/** Applies one object, as a file of it would be. */
export async function apply(namespace: string, object: object): Promise<void> {
  await kubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify(object));
}
