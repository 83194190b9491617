import { findAnnotation } from '../../../src/admission/find-annotation.ts';
import { listOrdinals } from '../../../src/admission/list-ordinals.ts';
import type { StatefulSetObject } from '../../../src/admission/statefulset.ts';
import { listExamples } from '../round-trips.ts';
import { ANNOTATIONS } from './annotations.ts';
import { annotate, type PolicyCase } from './policy-case.ts';

/** The examples, annotated in one place; where that is the template, with a pod more than each has. The suffix is for their names. */
export async function listExampleCases(place: 'template' | 'set', suffix = ''): Promise<PolicyCase[]> {
  return (await listExamples()).map(({ title, set }) => {
    const { name } = set.metadata;
    const { text = '' } = findAnnotation(set) ?? {};
    const exported = annotate(set, `${name}${suffix}`, text, place);
    return {
      title: `${title}, annotated on its ${place === 'set' ? 'StatefulSet' : 'template'}`,
      exported,
      sets: [exported],
      ordinals: [...listOrdinals(set), ...(place === 'set' ? [] : [10])],
      expected: 'configured',
    };
  });
}

/** Every field, on a template without volumes, variables and annotations, and on one that has all of them. */
export function listAnnotationCases(): PolicyCase[] {
  return ANNOTATIONS.map((annotation, index) => {
    const name = `annotation-${index}`;
    const [bare, full] = [BARE, FULL].map(({ metadata, spec }) => {
      const template = { metadata: { ...metadata, labels: { app: name } }, spec };
      return annotate(
        { metadata: { name }, spec: { serviceName: name, template } },
        name,
        annotation,
        'template',
      );
    }) as [StatefulSetObject, StatefulSetObject];
    return {
      title: annotation.split('\n', 2).join(' ').slice(0, 110),
      exported: bare,
      sets: [bare, full],
      ordinals: [0, 12],
      expected: 'configured',
    };
  });
}

const CONTAINERS = ['server', 'exporter'].map(name => ({ name, image: `${name}:1` }));
const INIT_CONTAINERS = [
  { name: 'prepare', image: 'prepare:1' },
  { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' },
];
const OWN = {
  env: [{ name: 'OWN', value: '$(ID)' }],
  envFrom: [{ secretRef: { name: 'own' } }],
  volumeMounts: [{ name: 'own', mountPath: '/own' }],
};

const BARE = {
  metadata: {},
  spec: { automountServiceAccountToken: false, initContainers: INIT_CONTAINERS, containers: CONTAINERS },
};

const FULL = {
  metadata: { annotations: { 'example.com/own': 'yes' } },
  spec: {
    automountServiceAccountToken: false,
    initContainers: INIT_CONTAINERS.map(container => ({ ...container, ...OWN })),
    containers: CONTAINERS.map(container => ({ ...container, ...OWN })),
    volumes: [{ name: 'own', emptyDir: {} }],
  },
};
