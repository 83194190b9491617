import { MAX_ANNOTATION_LENGTH } from '../bounds/bounds.ts';
import type {
  FilesSource,
  ImageSource,
  ItemRequest,
  ObjectSource,
  ProjectedSource,
  SourceRequest,
  VolumeRequest,
} from './annotation.ts';
import { projectIssued } from './configure-issued.ts';
import { type BoundedPod, renderField } from './field.ts';
import { checkImage, defaultPullPolicy } from './image-reference.ts';
import { nameFileAnnotation } from './name-file-annotation.ts';
import type { Place } from './place.ts';
import type { Content } from './pod-configuration.ts';
import { type ExplicitFile, refuseCollidingFiles } from './refuse-colliding-files.ts';
import { checkFilePath, checkKey, checkObjectName, checkText } from './value-checks.ts';

/** The source of a volume as the core API has it, and what it shows. */
export interface ConfiguredSource {
  readonly source: object;
  readonly contents: readonly Content[];
}

/**
 * Works a volume's source out for one pod. The texts of rendered files go into `files`, by the keys of the
 * annotations that will hold them.
 *
 * The API server's defaults are filled in: before a second call it has added them to ours, and so the two
 * can be compared as they are. Mistakes go to the pod's.
 */
export function configureSource(
  { place, source, defaultMode, defaultUser }: VolumeRequest,
  pod: BoundedPod,
  files: Record<string, string>,
): ConfiguredSource {
  const owners = defaultUser === undefined ? { defaultMode } : { defaultMode, defaultUser };
  if (source.kind === 'image') return configureImage(source, pod);
  if (source.kind === 'projected') return configureProjected(place, source, owners, pod, files);
  const { name, options, content, explicit } = renderObject(source, pod);
  refuseCollidingFiles(place, explicit, pod.mistakes);
  // A Secret's name has another key in a volume of its own than in a projected one.
  const named = source.kind === 'secret' ? { secretName: name } : { name };
  return { source: { [source.kind]: { ...named, ...options, ...owners } }, contents: [content] };
}

function configureImage({ reference, pullPolicy }: ImageSource, pod: BoundedPod): ConfiguredSource {
  const image = renderField(reference, pod, checkImage);
  const source = { reference: image, pullPolicy: pullPolicy ?? defaultPullPolicy(image) };
  return { source: { image: source }, contents: [{ image }] };
}

function configureProjected(
  place: Place,
  { sources }: ProjectedSource,
  owners: { readonly defaultMode: number; readonly defaultUser?: number },
  pod: BoundedPod,
  files: Record<string, string>,
): ConfiguredSource {
  const rendered = sources.map(source => project(source, pod, files));
  refuseCollidingFiles(
    place,
    rendered.flatMap(({ explicit }) => explicit),
    pod.mistakes,
  );
  return {
    source: { projected: { sources: rendered.map(({ projection }) => projection), ...owners } },
    contents: rendered.map(({ content }) => content),
  };
}

/** A part of a projected volume, and the files that it names. */
interface Projected {
  readonly projection: object;
  readonly content: Content;
  readonly explicit: readonly ExplicitFile[];
}

function project(source: SourceRequest, pod: BoundedPod, files: Record<string, string>): Projected {
  if (source.kind === 'files') return renderFiles(source, pod, files);
  return 'texts' in source ? projectIssued(source, pod) : projectObject(source, pod);
}

function projectObject(source: ObjectSource, pod: BoundedPod): Projected {
  const { name, options, content, explicit } = renderObject(source, pod);
  return { projection: { [source.kind]: { name, ...options } }, content, explicit };
}

function renderObject({ kind, name, items, optional }: ObjectSource, pod: BoundedPod) {
  const object = renderField(name, pod, checkObjectName);
  const rendered = items?.map(item => renderItem(item, pod));
  const content: Content = kind === 'configMap' ? { configMap: object } : { secret: object };
  return {
    name: object,
    options: {
      ...(rendered === undefined ? {} : { items: rendered }),
      ...(optional === undefined ? {} : { optional }),
    },
    content,
    explicit: (rendered ?? []).map(({ path }) => ({ path, certain: optional !== true })),
  };
}

function renderItem({ key, path, mode, user }: ItemRequest, pod: BoundedPod) {
  return {
    key: renderField(key, pod, checkKey),
    path: renderField(path, pod, checkFilePath),
    ...(mode === undefined ? {} : { mode }),
    ...(user === undefined ? {} : { user }),
  };
}

/** The texts go into annotations of the pod, from where the downward API shows them as files. */
function renderFiles(source: FilesSource, pod: BoundedPod, files: Record<string, string>): Projected {
  const items = source.files.map(({ path, text }) => {
    const rendered = renderField(text, pod, checkText, MAX_ANNOTATION_LENGTH);
    const key = nameFileAnnotation(text);
    files[key] = rendered;
    const fieldRef = { apiVersion: 'v1', fieldPath: `metadata.annotations['${key}']` };
    return { path: renderField(path, pod, checkFilePath), fieldRef };
  });
  const paths = items.map(({ path }) => path);
  const explicit = paths.map(path => ({ path, certain: true }));
  return { projection: { downwardAPI: { items } }, content: { files: paths }, explicit };
}
