// Runs the main job without a cluster: starts the real webhook with the objects of manifests/examples,
// plays the API server for the pods of each StatefulSet there, and shows what they get. Ends with 1 when
// any answer is not what it should be.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readObjectFiles } from '../src/cluster/object-files.ts';
import { admitPods } from './admit-pods.ts';
import { renderBeforeAfter, renderTable } from './render.ts';
import { startWebhook } from './start-webhook.ts';

const EXAMPLES = fileURLToPath(new URL('../manifests/examples', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
const webhook = await startWebhook(folder, EXAMPLES);
try {
  const objects = await readObjectFiles(EXAMPLES);
  const admitted = await admitPods(objects, webhook);
  process.stdout.write(renderTable(admitted));
  process.stdout.write(renderBeforeAfter(admitted));
  const mistakes = admitted.flatMap(({ name, mistakes: list }) => list.map(mistake => `${name}: ${mistake}`));
  for (const mistake of mistakes) process.stderr.write(`error: ${mistake}\n`);
  const verdict = mistakes.length === 0 ? 'Each has what it should have.' : `${mistakes.length} mistakes.`;
  process.stdout.write(`${admitted.length} pods admitted over TLS by the real webhook. ${verdict}\n`);
  process.exitCode = mistakes.length === 0 && admitted.length > 0 ? 0 : 1;
} finally {
  await webhook.stop();
  await rm(folder, { recursive: true });
}
