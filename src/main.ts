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
// Whoever reads the output has seen enough (`| head`): that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop.abort();
  });
}

const { runCli } = await import('./cli/run-cli.ts');
// kubectl finds its plugin `per-pod-config` by this name of a file.
const isPlugin = /kubectl-per_pod_config(\.\w+)?$/.test(process.argv[1] ?? '');
process.exitCode = await runCli(process.argv.slice(2), {
  ...(isPlugin ? { programName: 'kubectl per-pod-config' } : {}),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  atExit: act => process.on('exit', act),
  stop: stop.signal,
});
