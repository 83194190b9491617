import { quoteText } from '../bounds/quote-text.ts';

/** Something in the way of a pod's configuration. */
export interface Conflict {
  readonly fact: string;
  /** What to do about it if the StatefulSet's template is the cause. */
  readonly remedy: string;
  /** And if another admission webhook or policy is; left out where the fact says so already. */
  readonly elsewhere?: string;
  /** The container that it is in, with the fact as it is if another webhook added the whole container. */
  readonly container?: { readonly name: string; readonly has: string };
}

/** What a StatefulSet's template makes of a pod, before any other webhook or policy. */
export interface TemplatePod {
  readonly containers: ReadonlySet<string>;
  /** The sentences about what would be in the way there, too; undefined when that is not known. */
  readonly conflicts: ReadonlySet<string> | undefined;
}

/** A sentence: what is in the way, where, and what to do about it. Without a template, that is taken to be the cause. */
export function sentenceOf(conflict: Conflict, template?: TemplatePod): string {
  const { fact, remedy, elsewhere, container } = conflict;
  const plain = `${fact}; ${remedy}`;
  if (template === undefined) return plain;
  if (container !== undefined && !template.containers.has(container.name)) return blameAdded(container);
  if (elsewhere === undefined || template.conflicts === undefined || template.conflicts.has(plain))
    return plain;
  return (
    `${fact}; another admission webhook or policy is the cause, not the StatefulSet's template: ` +
    `${elsewhere}, or exclude the pod from that webhook or policy`
  );
}

function blameAdded({ name, has }: NonNullable<Conflict['container']>): string {
  return (
    `container ${quoteText(name)} has ${has} already; another admission webhook or policy added that container, ` +
    "which the StatefulSet's template does not have: name the others in `containers` of the annotation, or take it out of `injectedContainers`"
  );
}
