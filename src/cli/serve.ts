import { once } from 'node:events';
import type { StatefulSetPart } from '../admission/look-up.ts';
import type { StatefulSetReference } from '../admission/owner.ts';
import { findApiAccess } from '../cluster/api-access.ts';
import { ApiConnection } from '../cluster/api-connection.ts';
import { readObjectFiles } from '../cluster/object-files.ts';
import { makeOfflineStatefulSetReader } from '../cluster/offline-statefulset-reader.ts';
import { readClusterDomain } from '../cluster/read-cluster-domain.ts';
import { readStatefulSet } from '../cluster/statefulset-reader.ts';
import { atMostEvery } from '../server/at-most-every.ts';
import { collectAtRest, findMemory } from '../server/collect-at-rest.ts';
import { cut } from '../server/cut.ts';
import { drain } from '../server/drain.ts';
import { buildHealthApp } from '../server/health-app.ts';
import { listen } from '../server/listen.ts';
import { Load } from '../server/load.ts';
import { logAdmission } from '../server/log-admission.ts';
import { measureLoopLag } from '../server/loop-lag.ts';
import { makeMetrics } from '../server/metrics.ts';
import { buildWebhookApp, setCertificate, type WebhookDependencies } from '../server/webhook-app.ts';
import {
  type CertificateSource,
  type CertificateUse,
  manageCertificates,
  openCertificateFiles,
} from './certificate-source.ts';
import type { CliContext } from './context.ts';
import { openLog } from './open-log.ts';
import { readVersion } from './read-version.ts';
import { reportOverload } from './report-overload.ts';
import { UsageError } from './usage-error.ts';

export interface ServeOptions {
  readonly port: number;
  readonly healthPort: number;
  readonly tlsCertFile?: string;
  readonly tlsPrivateKeyFile?: string;
  readonly caDays: number;
  readonly certDays: number;
  readonly certificateSecret: string;
  readonly webhookConfiguration: string;
  readonly drainLeastSeconds: number;
  readonly drainSeconds: number;
  readonly clusterDomain?: string;
  readonly kubeconfig?: string;
  readonly objects?: string;
  readonly logLevel: string;
}

/**
 * Wires the webhook together and serves until `stop` aborts.
 *
 * @throws UsageError before anything listens, when a flag or a file that it names is not what it must be.
 */
export async function serve(options: ServeOptions, context: CliContext): Promise<void> {
  const { env, stop } = context;
  const { log, flush } = openLog(options.logLevel, context);
  const { lag, stop: stopMeasuring } = measureLoopLag();
  const load = new Load(lag);
  const stopCollecting = collectAtRest(load, findMemory());
  const metrics = makeMetrics(readVersion(), load);
  const connection = await openConnection(options, env);
  const { domain: clusterDomain, from } = await readClusterDomain(options.clusterDomain);
  const webhook = buildWebhookApp({
    clusterDomain,
    readStatefulSet: await findReader(options, connection),
    observeLookUp: metrics.countLookUp,
    observe(admission) {
      metrics.countAdmission(admission);
      logAdmission(log, admission);
    },
    report: (err, what) => log.error({ err }, what),
    // A port scanner or a load balancer's probe must not fill the log.
    reportTls: atMostEvery(60_000, ({ message }, heldBack) =>
      log.warn({ message: cut(message), heldBack }, 'a TLS handshake failed'),
    ),
    reportOverload: reportOverload(log, metrics),
    isDraining: () => stop.aborted,
    load,
  });
  const certified = Promise.withResolvers<void>();
  const certificates = await openCertificates(options, connection, {
    serve(certificate) {
      setCertificate(webhook, certificate);
      certified.resolve();
    },
    log,
    metrics: metrics.certificates,
  });
  const whyNotReady = () => (stop.aborted ? 'draining' : findUnreadiness(webhook, certificates));
  metrics.tellReadiness(whyNotReady);
  const health = buildHealthApp({ findUnreadiness: whyNotReady, metrics: metrics.registry });
  try {
    const healthPort = await listen(health, options.healthPort, '--health-port');
    // Without a certificate no handshake would succeed.
    await Promise.race([certified.promise, untilAborted(stop)]);
    const port = await listen(webhook, options.port, '--port');
    log.info({ port, healthPort, clusterDomain, clusterDomainFrom: from }, 'listening');
    await untilAborted(stop);
    const time = { least: options.drainLeastSeconds, most: options.drainSeconds };
    log.info(time, 'draining');
    await drain(webhook, load, time);
    log.info('stopped');
  } finally {
    certificates.close();
    stopMeasuring();
    stopCollecting();
    await Promise.all([webhook.close(), health.close()]);
    flush();
  }
}

function findUnreadiness(
  webhook: ReturnType<typeof buildWebhookApp>,
  certificates: CertificateSource,
): string | undefined {
  return certificates.findUnreadiness() ?? (webhook.server.listening ? undefined : 'not listening yet');
}

/** Undefined where objects from files are all that there is. */
async function openConnection(
  { objects, kubeconfig }: ServeOptions,
  env: NodeJS.ProcessEnv,
): Promise<ApiConnection | undefined> {
  if (objects !== undefined) return undefined;
  const flag =
    kubeconfig === undefined
      ? 'no cluster to read from (--kubeconfig FILE names one, --objects PATH does without)'
      : '--kubeconfig';
  return new ApiConnection(await findApiAccess(kubeconfig, env).catch(error => asUsageError(error, flag)));
}

async function findReader(
  { objects }: ServeOptions,
  connection: ApiConnection | undefined,
): Promise<WebhookDependencies['readStatefulSet']> {
  if (connection === undefined) {
    const found = await readObjectFiles(objects ?? '').catch(error => asUsageError(error, '--objects'));
    return makeOfflineStatefulSetReader(found);
  }
  return (namespace: string, reference: StatefulSetReference, part: StatefulSetPart, signal: AbortSignal) =>
    readStatefulSet(connection, namespace, reference, part, signal);
}

async function openCertificates(
  options: ServeOptions,
  connection: ApiConnection | undefined,
  use: CertificateUse,
): Promise<CertificateSource> {
  const { tlsCertFile: certFile, tlsPrivateKeyFile: keyFile, caDays, certDays } = options;
  if (certFile !== undefined && keyFile !== undefined) {
    return openCertificateFiles({ certFile, keyFile }, use).catch(asUsageError);
  }
  if (certFile !== undefined || keyFile !== undefined) {
    const [given, missing] = keyFile === undefined ? ['cert', 'private-key'] : ['private-key', 'cert'];
    throw new UsageError(`--tls-${given}-file goes with --tls-${missing}-file: give both, or neither`);
  }
  if (connection === undefined) {
    throw new UsageError('--objects goes with --tls-cert-file: certificates are kept in a cluster');
  }
  const place = {
    namespace: connection.namespace,
    secretName: options.certificateSecret,
    configurationName: options.webhookConfiguration,
  };
  return manageCertificates(connection, place, { caDays, certDays }, use);
}

function asUsageError(error: Error, flag?: string): never {
  throw new UsageError(flag === undefined ? error.message : `${flag}: ${error.message}`, { cause: error });
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
