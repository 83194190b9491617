import type { GuardReport } from '../../status/guard/report-guard.ts';
import type { ConfigurationReport, WebhookReport } from '../../status/report-webhook.ts';
import type { Terminal } from '../terminal.ts';
import { renderProblem } from './render-problem.ts';

/** What is known of the webhook itself, line by line, and what is wrong with it. */
export function renderWebhook(webhook: WebhookReport, terminal: Terminal): string {
  const { service } = webhook;
  const title = service === null ? 'Webhook' : `Webhook ${service.namespace}/${service.name}`;
  const facts = listFacts(webhook).map(fact => `${fact}\n`);
  return [
    `${terminal.style('bold', `${title}: ${describeHealth(webhook)}`)}\n`,
    ...facts,
    ...webhook.problems.map(problem => renderProblem(problem, terminal)),
  ].join('');
}

/** Without the right to read its configuration, nothing is known of it. */
function describeHealth({ mutating, problems }: WebhookReport): string {
  if (problems.length > 0) return 'needs attention';
  return mutating === null ? 'unknown' : 'well';
}

function listFacts({
  mutating,
  validating,
  guard,
  replicas,
  service,
  servingCertificate,
  authority,
}: WebhookReport) {
  return [
    `  mutating configuration: ${describeConfiguration(mutating)}`,
    `  validating configuration: ${describeConfiguration(validating)}`,
    `  guard: ${describeGuard(guard)}`,
    ...(replicas === null ? [] : [`  replicas: ${replicas.ready} of ${replicas.wanted} ready`]),
    ...(service?.endpoints == null ? [] : [`  endpoints: ${service.endpoints}`]),
    ...(servingCertificate === null
      ? []
      : [
          `  serving certificate: ${servingCertificate.coveredByCaBundle ? '' : 'not '}covered by caBundle, ` +
            `${servingCertificate.daysLeft} days left`,
        ]),
    ...(authority === null ? [] : [`  authority: ${authority.daysLeft} days left`]),
  ];
}

function describeGuard({ template, statefulSet }: GuardReport): string {
  if (template === null || statefulSet === null) return 'unknown';
  if (template === statefulSet) return template ? 'there' : 'not there';
  return `only for annotations on ${template ? 'pod templates' : 'StatefulSets'}`;
}

function describeConfiguration(configuration: ConfigurationReport | null): string {
  if (configuration === null) return 'unknown';
  if (!configuration.present) return 'missing';
  return `there, failurePolicy ${configuration.failurePolicy ?? 'unknown'}`;
}
