import { checkAuthority, checkServing, type Lifetime } from './check-serving.ts';
import { countEndpoints } from './count-endpoints.ts';
import { describeGaps, type GuardReport, reportGuard } from './guard/report-guard.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { ServiceReference, Webhook, WebhookConfiguration, WebhookFacts } from './webhook-facts.ts';

/** How the webhook itself is. Null where something is not known, or is not there. */
export interface WebhookReport {
  readonly mutating: ConfigurationReport | null;
  readonly validating: ConfigurationReport | null;
  readonly guard: GuardReport;
  readonly service: (ServiceReference & { readonly endpoints: number | null }) | null;
  readonly replicas: { readonly wanted: number; readonly ready: number } | null;
  readonly servingCertificate: (Lifetime & { readonly coveredByCaBundle: boolean }) | null;
  /** The one of caBundle that signs the serving certificate; where that is not known, the one that is good for longest. */
  readonly authority: Lifetime | null;
  /** What needs attention, each a sentence. */
  readonly problems: readonly string[];
}

export interface ConfigurationReport {
  readonly present: boolean;
  /** What becomes of a request while the webhook is away; null where there is no configuration. */
  readonly failurePolicy: string | null;
}

/** @param now milliseconds since 1970. */
export function reportWebhook(facts: WebhookFacts, now: number): WebhookReport {
  const { mutating, validating, service } = facts;
  const serving = checkCertificate(facts, now);
  const bundles = [...bundlesOf(facts).values()].join('\n');
  const authority = checkAuthority(bundles, facts.chain === UNKNOWN ? undefined : facts.chain, now);
  const replicas = countReplicas(facts);
  const endpoints = facts.slices === UNKNOWN ? null : countEndpoints(facts.slices ?? []);
  return {
    mutating: reportConfiguration(mutating),
    validating: reportConfiguration(validating),
    guard: reportGuard(facts.guards),
    service: service === undefined ? null : { ...service, endpoints },
    replicas,
    servingCertificate:
      serving === undefined ? null : { ...lifetimeOf(serving), coveredByCaBundle: serving.covered },
    authority: authority === undefined ? null : lifetimeOf(authority),
    problems: [
      ...checkConfigurations(facts),
      ...checkReplicas(facts, replicas, endpoints),
      ...checkOwner(facts),
      ...(serving?.problems ?? []),
      ...(authority?.problems ?? []),
    ],
  };
}

function reportConfiguration(configuration: Reading<WebhookConfiguration>): ConfigurationReport | null {
  if (configuration === UNKNOWN) return null;
  const failurePolicy = configuration?.webhooks?.[0]?.failurePolicy ?? null;
  return { present: configuration !== undefined, failurePolicy };
}

function checkConfigurations(facts: WebhookFacts): string[] {
  const { mutating, validating, guards } = facts;
  const gaps = describeGaps(guards);
  return [
    ...(mutating === undefined
      ? [`there is no MutatingWebhookConfiguration per-pod-config: ${describeEffect(reportGuard(guards))}`]
      : []),
    ...(validating === undefined
      ? ['there is no ValidatingWebhookConfiguration per-pod-config: what is applied is not checked']
      : []),
    ...webhooksOf(mutating)
      .filter(({ failurePolicy }) => failurePolicy === 'Ignore' && gaps !== undefined)
      .map(({ name }) => `failurePolicy of ${name} is Ignore, and ${gaps}`),
    ...[...bundlesOf(facts)]
      .filter(([, pem]) => pem === '')
      .map(([name]) => `${name} has no caBundle: the API server does not trust the webhook`),
  ];
}

function webhooksOf(configuration: Reading<WebhookConfiguration>): readonly Webhook[] {
  return configuration === UNKNOWN ? [] : (configuration?.webhooks ?? []);
}

/** PEM by the webhooks' names. One that is called by URL may be trusted by the API server's own authorities. */
function bundlesOf({ mutating, validating }: WebhookFacts): Map<string, string> {
  const webhooks = [...webhooksOf(mutating), ...webhooksOf(validating)];
  return new Map(
    webhooks
      .filter(({ clientConfig }) => clientConfig.service !== undefined)
      .map(({ name, clientConfig: { caBundle = '' } }) => [name, Buffer.from(caBundle, 'base64').toString()]),
  );
}

function countReplicas({ deployment }: WebhookFacts): WebhookReport['replicas'] {
  if (deployment === undefined || deployment === UNKNOWN) return null;
  return { wanted: deployment.spec.replicas ?? 1, ready: deployment.status?.readyReplicas ?? 0 };
}

function checkReplicas(
  { service, mutating, guards }: WebhookFacts,
  replicas: WebhookReport['replicas'],
  endpoints: number | null,
): string[] {
  if (service === undefined) return [];
  const where = `${service.namespace}/${service.name}`;
  if (endpoints === 0) {
    const ignores = webhooksOf(mutating).some(({ failurePolicy }) => failurePolicy === 'Ignore');
    const effect = ignores ? `${describeEffect(reportGuard(guards))}: delete no annotated one` : UNCALLABLE;
    return [`Service ${where} has no endpoint that is ready: the webhook is unavailable, and ${effect}`];
  }
  if (replicas === null || replicas.ready >= replicas.wanted) return [];
  return [`only ${replicas.ready} of ${replicas.wanted} replicas of Deployment ${where} are ready`];
}

const UNCALLABLE = 'no pod that it is called for can be created: delete none';

/** What becomes of annotated pods without the webhook. */
function describeEffect({ template, statefulSet }: GuardReport): string {
  if (template === true && statefulSet === true) return 'annotated pods cannot be created, others can';
  const isNone = template === false && statefulSet === false;
  return `annotated pods start unconfigured${isNone ? '' : ', or cannot be created'}`;
}

function checkOwner({ foreignSecret }: WebhookFacts): string[] {
  if (foreignSecret === undefined) return [];
  const { name, owner } = foreignSecret;
  return [
    `Secret ${name} belongs to ${owner}: the webhook leaves it alone, and serves with what it holds; to have the ` +
      `webhook manage its certificates, delete ${owner}, then the Secret; or name another Secret with ` +
      '--certificate-secret and in the Role',
  ];
}

function checkCertificate(facts: WebhookFacts, now: number) {
  const { chain, service } = facts;
  if (chain === undefined || chain === UNKNOWN || service === undefined) return undefined;
  const bundles = new Map([...bundlesOf(facts)].filter(([, pem]) => pem !== ''));
  return checkServing(chain, bundles, `${service.name}.${service.namespace}.svc`, now);
}

function lifetimeOf({ notAfter, daysLeft }: Lifetime): Lifetime {
  return { notAfter, daysLeft };
}
