import type { Annotation } from '../annotation/annotation.ts';
import { mistakeAt } from '../annotation/place.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { type CheckedNode, checkedNodes } from '../expression/checked-node.ts';
import type { Template } from '../expression/parse-template.ts';

/** What a pod's name is completed with. */
export interface NamedWithin {
  /** The headless Service; without one there are no names, and the text is empty. */
  readonly service: string;
  readonly ns: string;
  readonly domain: string;
}

/** https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields */
export function nameFully(pod: string, { service, ns, domain }: NamedWithin): string {
  return service === '' ? '' : `${pod}.${service}.${ns}.svc.${domain}`;
}

/**
 * Pods of a StatefulSet without `serviceName` have no names in the DNS. An annotation that looks at `service` itself may
 * well expect that.
 *
 * @throws AnnotationError with the first place that uses such a name.
 */
export function refuseNameless({ uses, fields }: Annotation, set: string, service: string): void {
  if (service !== '' || uses.has('service') || !(uses.has('fqdn') || uses.has('pods'))) return;
  const field = fields.find(({ template }) => usesName(template));
  if (field === undefined) return;
  const complaint = `the pods have no fqdn: StatefulSet ${shortLine(set)} has no serviceName; name its headless Service there`;
  throw mistakeAt(field.place, complaint);
}

/** `fqdn` itself, or that of one of `pods`. */
function usesName({ variables, parts }: Template): boolean {
  if (variables.has('fqdn')) return true;
  return parts.some(part => typeof part !== 'string' && checkedNodes(part.tree).some(isNameOfPod));
}

function isNameOfPod(node: CheckedNode): boolean {
  return (
    node.op === '.' && node.args[1] === 'fqdn' && (node.args[0] as CheckedNode).checkedType?.name === 'Pod'
  );
}
