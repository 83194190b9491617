#!/usr/bin/env node
// Nothing is imported before the version is known to be enough: with an older Node.js the dependencies
// fail in ways that do not say so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`error: per-pod-config needs Node.js 22.19 or later, this is ${process.version}\n`);
  process.exit(2);
}

const stop = new AbortController();
// A second signal changes nothing: the drain goes on, and the kubelet's SIGKILL is there for the impatient.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop.abort());
let needsOutput = true;
let failed = false;
for (const stream of [process.stdout, process.stderr]) {
  // Node.js keeps these two open after an error, so what is written later may succeed.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!needsOutput) return;
    stop.abort();
    // Whoever reads the output has seen enough (`| head`): that is no failure.
    if (error.code === 'EPIPE' || failed) return;
    failed = true;
    process.stderr.write(`error: the output cannot be written: ${error.message}\n`);
  });
}

const { runCli } = await import('./cli/run-cli.ts');
// kubectl finds its plugin `per-pod-config` by this name of a file.
const isPlugin = /kubectl-per_pod_config(\.\w+)?$/.test(process.argv[1] ?? '');
const code = await runCli(process.argv.slice(2), {
  ...(isPlugin ? { programName: 'kubectl per-pod-config' } : {}),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  atExit: act => process.on('exit', act),
  outliveOutput: () => {
    needsOutput = false;
  },
  stop: stop.signal,
});
process.exitCode = code;
process.on('exit', () => {
  if (failed) process.exitCode = 1;
});
