import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import type { StatefulSetPart } from '../admission/look-up.ts';
import type { StatefulSetReference } from '../admission/owner.ts';
import { ApiConnection } from '../cluster/api-connection.ts';
import { findKubeConfig } from '../cluster/kube-config.ts';
import { readObjectFiles } from '../cluster/object-files.ts';
import { makeOfflineStatefulSetReader } from '../cluster/offline-statefulset-reader.ts';
import { readStatefulSet } from '../cluster/statefulset-reader.ts';
import { atMostEvery } from '../server/at-most-every.ts';
import { drain } from '../server/drain.ts';
import { buildHealthApp } from '../server/health-app.ts';
import { listen } from '../server/listen.ts';
import { logAdmission } from '../server/log-admission.ts';
import { makeMetrics } from '../server/metrics.ts';
import { followServingCertificate, readServingCertificate } from '../server/serving-certificate.ts';
import { buildWebhookApp, setCertificate } from '../server/webhook-app.ts';
import type { CliContext } from './context.ts';
import { UsageError } from './usage-error.ts';

export interface ServeOptions {
  readonly port: number;
  readonly healthPort: number;
  readonly tlsCertFile: string;
  readonly tlsPrivateKeyFile: string;
  readonly drainSeconds: number;
  readonly kubeconfig?: string;
  readonly objects?: string;
  readonly logLevel: string;
}

/**
 * Wires the webhook together and serves until `stop` aborts.
 *
 * @throws UsageError before anything listens, when a flag or a file that it names is not what it must be.
 */
export async function serve(options: ServeOptions, { env, stdout, stop }: CliContext): Promise<void> {
  const log = makeLog(options.logLevel, stdout);
  const files = { certFile: options.tlsCertFile, keyFile: options.tlsPrivateKeyFile };
  const certificate = await readServingCertificate(files).catch(asUsageError);
  const metrics = makeMetrics();
  const webhook = buildWebhookApp(certificate, {
    readStatefulSet: await findReader(options, env),
    observe(admission) {
      metrics.count(admission);
      logAdmission(log, admission);
    },
    report: (err, what) => log.error({ err }, what),
    // A port scanner or a load balancer's probe must not fill the log.
    reportTls: atMostEvery(60_000, ({ message }, heldBack) =>
      log.warn({ message, heldBack }, 'a TLS handshake failed'),
    ),
    isDraining: () => stop.aborted,
  });
  const health = buildHealthApp({
    findUnreadiness: () => (stop.aborted ? 'draining' : undefined),
    metrics: metrics.registry,
  });
  const unfollow = followServingCertificate(files, certificate, CERTIFICATE_INTERVAL, {
    onChange(next) {
      setCertificate(webhook, next);
      log.info({ file: files.certFile }, 'serving with the new certificate');
    },
    onError: ({ message }) => log.error({ message }, 'serving with the former certificate'),
  });
  try {
    const port = await listen(webhook, options.port, '--port');
    const healthPort = await listen(health, options.healthPort, '--health-port');
    log.info({ port, healthPort }, 'listening');
    await untilAborted(stop);
    log.info({ seconds: options.drainSeconds }, 'draining');
    await drain(webhook, options.drainSeconds);
    log.info('stopped');
  } finally {
    unfollow();
    await Promise.all([webhook.close(), health.close()]);
  }
}

/** One JSON object a line, with times and levels that a person can read too. */
function makeLog(level: string, stdout: Writable): Logger {
  const formatters = { level: (label: string) => ({ level: label }) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, stdout);
}

/** Milliseconds. */
const CERTIFICATE_INTERVAL = 1_000;

async function findReader({ objects, kubeconfig }: ServeOptions, env: NodeJS.ProcessEnv) {
  if (objects !== undefined) {
    const found = await readObjectFiles(objects).catch(error => asUsageError(error, '--objects'));
    return makeOfflineStatefulSetReader(found);
  }
  const flag =
    kubeconfig === undefined
      ? 'no cluster to read from (--kubeconfig FILE names one, --objects PATH does without)'
      : '--kubeconfig';
  const load = await findKubeConfig(kubeconfig, env).catch(error => asUsageError(error, flag));
  const connection = new ApiConnection(load);
  return (namespace: string, reference: StatefulSetReference, part: StatefulSetPart, signal: AbortSignal) =>
    readStatefulSet(connection, namespace, reference, part, signal);
}

function asUsageError(error: Error, flag?: string): never {
  throw new UsageError(flag === undefined ? error.message : `${flag}: ${error.message}`, { cause: error });
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
