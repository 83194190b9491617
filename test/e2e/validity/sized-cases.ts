import type { WrittenAnnotation } from '../../fuzz/admissions/admission-case.ts';
import { makeValidityCase, type Owner, type PodParts, type ValidityCase } from './validity-case.ts';

/** Many, and large ones: up to what Kubernetes takes of one pod, and one more. */
export function sizedCases(pod: PodParts, owner: Owner): ValidityCase[] {
  const annotation: WrittenAnnotation = { volumes: [{ mountPath: '/a', files: { f: 'x' } }] };
  return [
    ...[-1, 0, 1].map(more => makeFilled(annotation, pod, owner, MAX_ANNOTATION_BYTES + more)),
    ...COUNTS.flatMap(listCounted).map(counted => makeValidityCase(counted, pod, owner)),
    makeValidityCase({ env: listVariables(256) }, { ...pod, containers: listContainers(16) }, owner),
    makeValidityCase({ env: listVariables(256) }, { ...pod, containers: listContainers(17) }, owner),
  ];
}

/** Kubernetes' own limit of all annotations together. */
const MAX_ANNOTATION_BYTES = 256 * 1024;

const COUNTS = [50, 99, 100, 101];

/** A pod whose annotations have so many bytes at last. */
function makeFilled(annotation: WrittenAnnotation, pod: PodParts, owner: Owner, bytes: number): ValidityCase {
  const make = (note: string) => makeValidityCase(annotation, { ...pod, annotations: { note } }, owner);
  const annotations = make('').configured.metadata.annotations ?? {};
  const present = Buffer.byteLength(Object.entries(annotations).flat().join(''));
  return make('x'.repeat(bytes - present));
}

function listCounted(count: number): WrittenAnnotation[] {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const sources = numbers.map(number => ({ configMap: `c-${number}` }));
  return [
    { volumes: numbers.map(number => ({ mountPath: `/m/${number}`, configMap: 'c' })) },
    { volumes: [{ mountPath: '/m', sources }] },
    { envFrom: sources },
    {
      volumes: [{ mountPath: '/m', files: Object.fromEntries(numbers.map(number => [`f-${number}`, 'x'])) }],
    },
  ];
}

function listVariables(count: number) {
  return Array.from({ length: count }, (_, index) => ({ name: `V_${index}`, value: 'x' }));
}

function listContainers(count: number) {
  return Array.from({ length: count }, (_, index) => ({ name: `c-${index}` }));
}
