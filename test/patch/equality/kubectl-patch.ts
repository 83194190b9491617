import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KUBECTL = process.env['KUBECTL'] ?? 'kubectl';

/** The release whose types the models have: an older kubectl does not know all fields. */
const OLDEST = 36;

/** Why kubectl is not run; a test is skipped then. */
export const unusable = await run(KUBECTL, ['version', '--client', '-o', 'json']).then(
  ({ stdout }) => {
    const { clientVersion } = JSON.parse(stdout) as { clientVersion: { minor: string } };
    const minor = Number.parseInt(clientVersion.minor, 10);
    return minor >= OLDEST
      ? false
      : `kubectl 1.${minor} is older than the types: name a newer one in KUBECTL`;
  },
  (error: Error) => `kubectl could not be run (${error.message}): put it on PATH, or name it in KUBECTL`,
);
// Who names a kubectl wants it used.
if (unusable !== false && process.env['KUBECTL'] !== undefined) throw new Error(unusable);

/** The marks of pods: where no patch reaches, and kubectl leaves all as it is. */
interface Marked {
  readonly status: { readonly message: string };
}

/**
 * What kubectl makes of each pod with the patch, or undefined where it refuses. Without a cluster, kubectl neither decodes the pods into
 * types nor fills in defaults: it prints what the merge has given.
 */
export async function kubectlPatch(pods: readonly object[], patch: object): Promise<(object | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'strategic-merge-'));
  try {
    const items = pods.map((pod, index) => ({ ...pod, status: { message: String(index) } }));
    const [podsFile, patchFile] = [join(folder, 'pods.json'), join(folder, 'patch.json')];
    await writeFile(podsFile, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    await writeFile(patchFile, JSON.stringify(patch));
    const flags = [
      '--local',
      '--type=strategic',
      '-o',
      'json',
      '--show-managed-fields',
      '-f',
      podsFile,
      '--patch-file',
      patchFile,
    ];
    const patched = parseObjects(await outputOf(['patch', ...flags]));
    const byMark = new Map(patched.map(({ status, ...pod }) => [status.message, pod]));
    return pods.map((_, index) => byMark.get(String(index)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is refused for one pod ends with a status of 1, with the others printed. */
async function outputOf(args: readonly string[]): Promise<string> {
  return run(KUBECTL, args, { maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => stdout,
    (error: { code?: unknown; stdout: string }) => {
      if (error.code === 1) return error.stdout;
      throw error;
    },
  );
}

/** One after the other, each from a line `{` to a line `}`. */
function parseObjects(text: string): Marked[] {
  return (text.match(/^\{$(?:.|\n)*?^\}$/gm) ?? []).map(object => JSON.parse(object) as Marked);
}
