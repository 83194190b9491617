// npm run test:faults: what can go wrong around the webhook, on the cluster that KUBECONFIG names.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

const HELP = `Usage: npm run test:faults -- [--times N | --brief] [FILE...]

  --times N   how many times as often, or as long, as usual: 1 without it
  --brief     every fault, but not as often or as long as usual
  FILE        test/faults/*.faults.ts; all of them without it
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') return say(options, 2);
  if (options.help) return say(HELP, 0);
  const child = spawn(
    process.execPath,
    ['--test', '--test-global-setup=test/e2e/setup.ts', '--test-concurrency=1', ...options.files],
    {
      stdio: 'inherit',
      env: { ...process.env, FAULT_TIMES: String(options.times), FAULT_BRIEF: String(options.brief) },
    },
  );
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/** What the flags say, or what is wrong with them. */
function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        times: { type: 'string', default: '1' },
        brief: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const times = Number(values.times);
    if (!(Number.isInteger(times) && times > 0))
      return `error: --times: expected a whole number above 0, got "${values.times}"\n`;
    if (values.brief && times > 1) return 'error: expected --times or --brief, got both\n';
    const files = positionals.length > 0 ? positionals : ['test/faults/**/*.faults.ts'];
    return { times, files, brief: values.brief, help: values.help };
  } catch (error) {
    return `error: ${(error as Error).message}\n`;
  }
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}
