import { printDiagnosis } from './diagnosis.ts';
import { applyManifests, NAME, uninstall, waitForWebhook } from './installation.ts';
import { kubectl } from './kubectl.ts';
import { SUITE_LABEL } from './namespace.ts';

/** Installs the webhook before the first file of tests. The runner runs nothing when this fails. */
export async function globalSetup(): Promise<void> {
  if (process.env['KUBECONFIG'] === undefined) {
    throw new Error('KUBECONFIG must name the cluster to test in: the suite installs and uninstalls there');
  }
  await refuseForeignInstallation();
  await cleanUp();
  try {
    await install();
  } catch (error) {
    await printDiagnosis(NAME);
    throw error;
  }
}

/** Leaves the cluster as it was found. It must not reject: the runner would call it again, for ever. */
export async function globalTeardown(): Promise<void> {
  await cleanUp().catch((error: Error) => {
    console.error(`the cluster could not be cleaned up: ${error.message}`);
    process.exitCode = 1;
  });
}

/** The one command that the README says. */
async function install(): Promise<void> {
  await applyManifests();
  await kubectl(['label', 'namespace', NAME, `${SUITE_LABEL}=true`]);
  await waitForWebhook();
}

/** Somebody may use it. What an interrupted run of this suite has left behind is labelled. */
async function refuseForeignInstallation(): Promise<void> {
  const found = await kubectl(['get', 'namespace', NAME, '--ignore-not-found', '-o', 'name']);
  if (found === '') return;
  const ours = await kubectl(['get', 'namespace', '-l', SUITE_LABEL, '-o', 'name']);
  if (!ours.split('\n').includes(`namespace/${NAME}`)) {
    throw new Error(`namespace ${NAME} is there already: uninstall per-pod-config, or name another cluster`);
  }
}

async function cleanUp(): Promise<void> {
  const clusterWide =
    'mutatingwebhookconfiguration,validatingwebhookconfiguration,clusterrole,clusterrolebinding';
  await kubectl(['delete', clusterWide, '-l', SUITE_LABEL, '--ignore-not-found']);
  await kubectl(['delete', 'persistentvolume', '-l', SUITE_LABEL, '--ignore-not-found', '--wait=false']);
  await kubectl(['delete', 'namespace', '-l', SUITE_LABEL, '--wait=false']);
  await uninstall();
  await kubectl(['delete', 'namespace', '-l', SUITE_LABEL, '--timeout=180s']);
}
