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
  replicas,
  service,
  servingCertificate,
  authority,
}: WebhookReport) {
  return [
    `  mutating configuration: ${describeConfiguration(mutating)}`,
    `  validating configuration: ${describeConfiguration(validating)}`,
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

function describeConfiguration(configuration: ConfigurationReport | null): string {
  if (configuration === null) return 'unknown';
  if (!configuration.present) return 'missing';
  return `there, failurePolicy ${configuration.failurePolicy ?? 'unknown'}`;
}
