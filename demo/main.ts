// Runs the main job without a cluster: starts the real webhook with the objects of manifests/examples,
// plays the API server for the pods of each StatefulSet there, and shows what they get. Ends with 1 when
// any answer is not what expected.yaml says.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AdmittedPod, admitPods } from './admit-pods.ts';
import { readExamples } from './examples.ts';
import { readExpectations, readExpectedFields } from './expectations.ts';
import { findFieldMistakes } from './find-field-mistakes.ts';
import { findMistakes } from './find-mistakes.ts';
import { renderBeforeAfter } from './render-before-after.ts';
import { renderTable } from './render-table.ts';
import { startWebhook } from './start-webhook.ts';

const EXAMPLES = fileURLToPath(new URL('../manifests/examples', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
const webhook = await startWebhook(folder, EXAMPLES);
try {
  const expectations = await readExpectations();
  const fields = await readExpectedFields();
  const admitted: AdmittedPod[] = [];
  const mistakes: string[] = [];
  for (const { name, objects } of await readExamples(EXAMPLES, Object.keys(expectations))) {
    const pods = await admitPods(objects, webhook);
    process.stdout.write(`manifests/examples/${name}\n\n${renderTable(pods)}\n`);
    mistakes.push(...pods.flatMap(pod => pod.mistakes.map(mistake => `${pod.name}: ${mistake}`)));
    mistakes.push(...findMistakes(pods, expectations[name] ?? {}));
    mistakes.push(...findFieldMistakes(pods, fields[name] ?? {}));
    admitted.push(...pods);
  }
  const [first] = admitted;
  if (first !== undefined) process.stdout.write(renderBeforeAfter(first));
  for (const mistake of mistakes) process.stderr.write(`error: ${mistake}\n`);
  const verdict = mistakes.length === 0 ? 'Each has what it should have.' : `${mistakes.length} mistakes.`;
  process.stdout.write(`${admitted.length} pods admitted over TLS by the real webhook. ${verdict}\n`);
  process.exitCode = mistakes.length === 0 && admitted.length > 0 ? 0 : 1;
} finally {
  await webhook.stop();
  await rm(folder, { recursive: true });
}
