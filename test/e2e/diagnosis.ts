import { kubectl } from './kubectl.ts';

/** Prints the ends of what a person looks at when something in a namespace is not as it should be. */
export async function printDiagnosis(namespace: string): Promise<void> {
  const webhook = ['-n', 'per-pod-config'];
  const ours = ['-n', namespace];
  await print(30, 'get', 'statefulsets,pods', '-o', 'wide', ...ours);
  await print(40, 'get', 'events', '--sort-by=.lastTimestamp', ...ours);
  await print(120, 'describe', 'pods', ...ours);
  await print(10, 'get', 'pods', '-o', 'wide', ...webhook);
  await print(20, 'get', 'events', '--sort-by=.lastTimestamp', ...webhook);
  await print(
    60,
    'logs',
    '-l',
    'app.kubernetes.io/name=per-pod-config',
    '--ignore-errors',
    '--tail=30',
    ...webhook,
  );
}

async function print(lines: number, ...args: string[]): Promise<void> {
  const text = await kubectl(args).catch((error: Error) => error.message);
  const end = text.trimEnd().split('\n').slice(-lines).join('\n');
  console.error(`\n--- kubectl ${args.join(' ')} (at most ${lines} lines)\n${end}`);
}
