import type {
  CaseContainer,
  CasePod,
  CaseVolume,
  WrittenAnnotation,
} from '../../fuzz/admissions/admission-case.ts';
import { buildExpectedPod } from '../../fuzz/admissions/expected-pod.ts';
import { overTheWire } from '../../fuzz/admissions/over-the-wire.ts';
import { renderAnnotation } from '../../fuzz/admissions/render-annotation.ts';
import { takeablePod } from './takeable-pod.ts';

/** The StatefulSet that owns all the pods. */
export interface Owner {
  readonly name: string;
  readonly uid: string;
}

/** A pod that carries an annotation, and what it would be with all that the annotation asks for. */
export interface ValidityCase {
  readonly title: string;
  /** As the controller sends it. */
  readonly pod: CasePod;
  /** By the model, which knows no faults: it puts in whatever is asked for. */
  readonly configured: CasePod;
}

export interface PodParts {
  readonly name: string;
  readonly annotations?: Readonly<Record<string, string>> | null | undefined;
  readonly containers: readonly CaseContainer[];
  readonly initContainers?: readonly CaseContainer[] | null | undefined;
  readonly volumes?: readonly CaseVolume[] | null | undefined;
}

/** The annotation is on the pod itself, as that of a template is: so one StatefulSet will do for all. */
export function makeValidityCase(
  annotation: WrittenAnnotation,
  parts: PodParts,
  { name: set, uid }: Owner,
): ValidityCase {
  const { name, annotations, ...spec } = parts;
  const text = JSON.stringify(annotation);
  const metadata = {
    name,
    labels: { app: set, 'statefulset.kubernetes.io/pod-name': name },
    annotations: { ...annotations, 'per-pod-config': text },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: set, uid, controller: true }],
  };
  const pod = takeablePod(overTheWire({ apiVersion: 'v1', kind: 'Pod', metadata, spec }), annotation);
  const ordinal = Number(/\d+$/.exec(name)?.[0]);
  const configured = buildExpectedPod(renderAnnotation(annotation, ordinal), pod);
  return { title: `${text} for ${JSON.stringify(pod.spec)}`, pod, configured: overTheWire(configured) };
}
