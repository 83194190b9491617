import type { IssuedSource, VolumeRequest } from './annotation.ts';
import type { Field } from './field.ts';
import { noteNewer } from './note-newer.ts';
import { mistakeAt } from './place.ts';
import { isQualifiedName } from './qualified-name.ts';
import { type AnnotationSource, readFieldOf } from './read-element.ts';
import type { Path } from './read-mapping.ts';
import type { Scalar } from './read-scalar.ts';
import type { WrittenBundle, WrittenCertificate } from './schema/long-form.ts';

type Issued = Omit<IssuedSource, 'when'>;

/** Certificates of authorities, from a ClusterTrustBundle or all those of a signer. */
export function parseBundle(written: WrittenBundle, path: Path, source: AnnotationSource): Issued {
  const { name, signerName, path: file, ...options } = written;
  const place = source.mapping.findValue(path);
  noteNewer('clusterTrustBundle', place, source.notes);
  noteOwner(written, path, source);
  if (options.labelSelector !== undefined && signerName === undefined) {
    source.mistakes.add(mistakeAt(place, 'expected signerName beside labelSelector, got none'));
  }
  const texts = readTexts({ name, signerName, path: file }, path, source);
  return { kind: 'clusterTrustBundle', texts, annotations: [], options };
}

/** A key and a certificate of the pod's own. */
export function parseCertificate(written: WrittenCertificate, path: Path, source: AnnotationSource): Issued {
  const { signerName, credentialBundlePath, keyPath, certificateChainPath, userAnnotations, ...options } =
    written;
  const paths = { credentialBundlePath, keyPath, certificateChainPath };
  const place = source.mapping.findValue(path);
  noteNewer('podCertificate', place, source.notes);
  noteOwner(written, path, source);
  if (Object.values(paths).every(one => one === undefined)) {
    const complaint = `expected at least one of ${Object.keys(paths).join(', ')}, got none`;
    source.mistakes.add(mistakeAt(place, complaint));
  }
  return {
    kind: 'podCertificate',
    texts: readTexts({ signerName, ...paths }, path, source),
    annotations: readAnnotations(userAnnotations ?? {}, [...path, 'userAnnotations'], source),
    options,
  };
}

function noteOwner({ user }: { readonly user?: number }, path: Path, { mapping, notes }: AnnotationSource) {
  if (user !== undefined) noteNewer('owners', mapping.findValue([...path, 'user']), notes);
}

function readTexts(
  written: Readonly<Record<string, Scalar | undefined>>,
  path: Path,
  source: AnnotationSource,
): [string, Field][] {
  return Object.entries(written).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, readFieldOf(text, [...path, name], source)]],
  );
}

/** Only keys with a domain are allowed there. */
function readAnnotations(
  written: Readonly<Record<string, Scalar>>,
  path: Path,
  source: AnnotationSource,
): [string, Field][] {
  for (const key of Object.keys(written)) {
    if (key.includes('/') && isQualifiedName(key.toLowerCase())) continue;
    const complaint = 'expected a key with a domain, such as example.com/tenant';
    source.mistakes.add(mistakeAt(source.mapping.findKey([...path, key]), complaint));
  }
  return readTexts(written, path, source);
}

/** Characters of what in a volume's source is no field of its own. */
export function countOptions(source: VolumeRequest['source']): number {
  const sources = source.kind === 'projected' ? source.sources : [];
  return sources.reduce(
    (sum, one) => ('texts' in one ? sum + JSON.stringify(countable(one)).length : sum),
    0,
  );
}

function countable({ options, annotations }: IssuedSource): unknown[] {
  return [options, annotations.map(([key]) => key)];
}
