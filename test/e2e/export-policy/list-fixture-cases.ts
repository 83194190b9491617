import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { dropNulls } from '../../../src/admission/drop-nulls.ts';
import { type Container, type Pod, parsePod } from '../../../src/admission/pod.ts';
import { STATUS_ANNOTATION } from '../../../src/admission/status.ts';
import { ANNOTATION_KEY } from '../../../src/annotation/annotation.ts';
import { REVISION_LABEL } from '../../../src/annotation/revision-label.ts';
import { annotate, type PolicyCase } from './policy-case.ts';

/**
 * The situations of the unit tests in which a pod is configured or denied by its annotation and its own content: not those
 * that a webhook has already seen, nor those whose StatefulSet is looked up for more than the annotation.
 */
export async function listFixtureCases(): Promise<PolicyCase[]> {
  const fixtures = fileURLToPath(new URL('../../fixtures/admissions/', import.meta.url));
  // What a later Kubernetes has, this one drops before any admission.
  const files = (await readdir(fixtures)).filter(file => !file.includes('later-kubernetes')).sort();
  const cases = await Promise.all(
    files.map(async file => readCase(file, dropNulls(parse(await readFile(`${fixtures}${file}`, 'utf8'))))),
  );
  return cases.flat();
}

interface Fixture {
  readonly statefulSet?: {
    readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
    readonly spec?: object;
  };
  readonly pod: Pod;
  readonly expect: { readonly outcome: string; readonly reason?: string };
}

function readCase(file: string, fixture: unknown): PolicyCase[] {
  const { statefulSet, pod, expect } = fixture as Fixture;
  const { metadata, spec } = parsePod(pod);
  const annotation =
    metadata.annotations?.[ANNOTATION_KEY] ?? statefulSet?.metadata?.annotations?.[ANNOTATION_KEY];
  const ordinal = findOrdinal(pod);
  if (annotation === undefined || ordinal === undefined || !(expect.outcome in EXPECTED)) return [];
  if (statefulSet?.spec !== undefined || expect.reason === 'lookup-failed' || isSeen(pod)) return [];
  const name = file.replace('.yaml', '').slice(0, 50);
  const make = (podSpec: Pod['spec']) => {
    const template = {
      metadata: { labels: { app: name }, annotations: metadata.annotations ?? {} },
      spec: podSpec,
    };
    return annotate({ metadata: { name }, spec: { template } }, name, annotation, 'template');
  };
  const set = make({ ...spec, automountServiceAccountToken: false });
  const expected = EXPECTED[expect.outcome as keyof typeof EXPECTED];
  return [
    { title: `fixture ${file}`, exported: make(strip(spec)), sets: [set], ordinals: [ordinal], expected },
  ];
}

/** Without what may be in the annotation's way: of that, the command would already have said so. */
function strip({ os, volumes, initContainers, containers }: Pod['spec']): Pod['spec'] {
  const bare = (listed: readonly Container[]) => listed.map(({ name }) => ({ name, image: 'stripped:1' }));
  return {
    ...(os === undefined ? {} : { os }),
    ...(initContainers == null ? {} : { initContainers: bare(initContainers) }),
    containers: bare(containers),
    // One that the annotation names can be replaced.
    volumes: (volumes ?? [])
      .filter(({ name }) => !name.startsWith('per-pod-config-'))
      .map(({ name }) => ({ name, emptyDir: {} })),
  };
}

const EXPECTED = { mount: 'configured', deny: 'denied' } as const;

/** By a webhook, or with labels that the controller would have set otherwise. */
function isSeen({ metadata: { annotations, labels } }: Pod): boolean {
  return annotations?.[STATUS_ANNOTATION] !== undefined || Object.keys(labels ?? {}).some(isOfController);
}

const isOfController = (label: string) =>
  label === REVISION_LABEL || label.endsWith('.kubernetes.io/pod-index');

/** Undefined if it is no pod that a StatefulSet of Kubernetes' own has made. */
function findOrdinal({ metadata: { name = '', ownerReferences = [] } }: Pod): number | undefined {
  const owner = (ownerReferences ?? []).find(({ controller }) => controller === true);
  if (owner?.apiVersion !== 'apps/v1' || owner.kind !== 'StatefulSet') return undefined;
  const ordinal = Number(name.slice(`${owner.name}-`.length));
  return name === `${owner.name}-${ordinal}` ? ordinal : undefined;
}
