import type { IssuedSource } from './annotation.ts';
import { checkBundleName, checkSignerName } from './check-certificates.ts';
import { type BoundedPod, type Check, type Field, renderField } from './field.ts';
import type { Content } from './pod-configuration.ts';
import type { ExplicitFile } from './refuse-colliding-files.ts';
import { checkFilePath, checkText } from './value-checks.ts';

/** A source whose files a signer makes, as the core API has it, with what it shows. Mistakes go to the pod's. */
export function projectIssued({ kind, texts, annotations, options }: IssuedSource, pod: BoundedPod) {
  const rendered = new Map(
    texts.map(([name, field]) => [name, renderField(field, pod, CHECKS[name] ?? checkFilePath)]),
  );
  const projection = {
    [kind]: {
      ...Object.fromEntries(rendered),
      ...options,
      ...(annotations.length === 0 ? {} : { userAnnotations: renderAll(annotations, pod) }),
    },
  };
  const content: Content =
    kind === 'podCertificate'
      ? { podCertificate: rendered.get('signerName') ?? '' }
      : { clusterTrustBundle: rendered.get('name') ?? rendered.get('signerName') ?? '' };
  const certain = !('optional' in options && options.optional === true);
  const paths = [...rendered].filter(([name]) => CHECKS[name] === undefined).map(([, path]) => path);
  const explicit: readonly ExplicitFile[] = paths.map(path => ({ path, certain }));
  return { projection, content, explicit };
}

/** All others are paths. */
const CHECKS: Readonly<Record<string, Check>> = { name: checkBundleName, signerName: checkSignerName };

function renderAll(texts: readonly (readonly [string, Field])[], pod: BoundedPod): object {
  return Object.fromEntries(texts.map(([name, field]) => [name, renderField(field, pod, checkText)]));
}
