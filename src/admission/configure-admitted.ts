import { ANNOTATION_KEY, type Annotation } from '../annotation/annotation.ts';
import { AnnotationError } from '../annotation/annotation-error.ts';
import type { PodConfiguration } from '../annotation/pod-configuration.ts';
import { recallAnnotation } from '../annotation/recall-annotation.ts';
import { MAX_MISTAKES_TOLD } from '../bounds/bounds.ts';
import { describeMore } from '../bounds/join-messages.ts';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { TooLargeError } from '../bounds/too-large-error.ts';
import type { TakeTurns, Turns } from '../bounds/turns.ts';
import { ConflictError } from './conflict-error.ts';
import { type Decision, type Denial, deny, type Mount, mount } from './decision.ts';
import { explainConflict } from './explain-conflict.ts';
import { findSurplus } from './find-surplus.ts';
import { lookUp, type ReadStatefulSet, type StatefulSet, type Subject } from './look-up.ts';
import { mountInTurns } from './mount-configuration.ts';
import { findOrdinal } from './ordinal.ts';
import { Reason } from './reason.ts';
import { mayBeUnselected, refuseUnselected } from './refuse-unselected.ts';
import type { TellStep } from './step.ts';
import { needsWholeStatefulSet } from './variables.ts';
import { workOut } from './work-out.ts';

/** What an admission needs of the world around it. */
export interface Surroundings {
  readonly readStatefulSet: ReadStatefulSet;
  readonly takeTurns: TakeTurns;
  readonly tell: TellStep | undefined;
}

/** Mounts what the annotation `text` asks for into a pod, or says why that cannot be. Changes the pod. */
export function configureAdmitted(
  subject: Subject,
  text: string,
  surroundings: Surroundings,
): Decision | Promise<Decision> {
  const ordinal = checkOrdinal(subject);
  if (typeof ordinal !== 'number') return ordinal;
  surroundings.tell?.({ step: 'ordinal', ordinal });
  const parsed = surroundings.takeTurns(parse(text));
  const configure = (annotation: Annotation | Decision) =>
    'outcome' in annotation ? annotation : configureParsed({ ...subject, ordinal }, annotation, surroundings);
  return parsed instanceof Promise ? parsed.then(configure) : configure(parsed);
}

function* parse(text: string): Turns<Annotation | Decision> {
  try {
    return yield* recallAnnotation(text);
  } catch (error) {
    return denyFor(error);
  }
}

type NumberedSubject = Subject & { readonly ordinal: number };

function configureParsed(
  subject: NumberedSubject,
  annotation: Annotation,
  { readStatefulSet, takeTurns, tell }: Surroundings,
): Decision | Promise<Decision> {
  if (annotation.mistake === undefined) tell?.({ step: 'parsed', variables: [...annotation.uses] });
  const configure = (set?: StatefulSet) => {
    const explain = (found: Decision | InTheWay) =>
      'outcome' in found
        ? found
        : explainConflict(found.conflict, subject, found.configuration, set, readStatefulSet);
    const configured = takeTurns(configureInTurns(subject, annotation, set));
    return configured instanceof Promise ? configured.then(explain) : explain(configured);
  };
  if (!needsWholeStatefulSet(annotation) && !mayBeUnselected(subject.pod, annotation)) return configure();
  return lookUp(subject, 'whole', readStatefulSet, configure);
}

/** Why the configuration cannot be mounted. */
interface InTheWay {
  readonly conflict: ConflictError;
  readonly configuration: PodConfiguration;
}

function* configureInTurns(
  subject: NumberedSubject,
  annotation: Annotation,
  set: StatefulSet | undefined,
): Turns<Decision | InTheWay> {
  try {
    const surplus = findSurplus(subject, subject.ordinal, annotation, set);
    if (surplus !== undefined) return surplus;
    const configuration = workOut(subject, subject.ordinal, annotation, set?.spec);
    yield;
    return yield* mountOrTell(subject, configuration, set);
  } catch (error) {
    return denyFor(error);
  }
}

function* mountOrTell(
  { owner, pod }: Subject,
  configuration: PodConfiguration,
  set: StatefulSet | undefined,
): Turns<Mount | InTheWay> {
  try {
    const warnings: string[] = [];
    const operations = yield* mountInTurns(pod, configuration, text => warnings.push(text));
    refuseUnselected(pod, configuration, set?.spec?.selector);
    return mount(owner.name, configuration, operations, warnings);
  } catch (error) {
    if (error instanceof ConflictError) return { conflict: error, configuration };
    throw error;
  }
}

/** The denial for what is wrong with an annotation or in its way; other errors are defects and go on. */
export function denyFor(error: unknown): Denial {
  if (error instanceof AnnotationError) return denyMistakes(error);
  if (error instanceof TooLargeError) return deny(Reason.tooLarge, error.message);
  if (error instanceof ConflictError) return deny(Reason.conflict, error.message);
  throw error;
}

function denyMistakes(error: AnnotationError): Denial {
  const head = `annotation ${ANNOTATION_KEY}: `;
  const told = error.mistakes.slice(0, MAX_MISTAKES_TOLD).map(({ message, at }) => ({
    message: head + message,
    ...(at === undefined ? {} : { at }),
  }));
  const more = error.mistakes.length - told.length + error.untold;
  const last = more === 0 ? [] : [{ message: head + describeMore(more) }];
  const denial = deny(Reason.invalidAnnotation, head + error.message, [...told, ...last]);
  return error.guessed ? { ...denial, guessed: true } : denial;
}

/** The ordinal in the name of a pod, or why there is none. */
export function checkOrdinal({ pod: { metadata }, owner }: Subject): number | Denial {
  const { name = '', labels } = metadata;
  const ordinal = findOrdinal(name, owner.name);
  if (ordinal === undefined) {
    return deny(
      Reason.noOrdinal,
      `expected a pod of StatefulSet ${quoteText(owner.name)} to be named ${shortLine(owner.name)}-<ordinal>, got ${quoteText(name)}: ` +
        'let the StatefulSet controller create it, or take the annotation off the pod',
    );
  }
  const index = labels?.[POD_INDEX_LABEL];
  if (index === undefined || index === String(ordinal)) return ordinal;
  return deny(
    Reason.noOrdinal,
    `the name of pod ${quoteText(name)} says ordinal ${ordinal}, its label ${POD_INDEX_LABEL} says ${quoteText(index)}: ` +
      'take that label out of the pod template',
  );
}

/** Set by the StatefulSet controller since Kubernetes 1.28. */
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';
