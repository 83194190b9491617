import { findFlag } from './find-flag.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import type { Container, Deployment, PodSpec } from './webhook-facts.ts';

/** Where a Deployment of the webhook has its certificate from. */
export interface SecretUse {
  readonly name: string;
  /** Of the certificate in it. */
  readonly key: string;
  /** Whether the webhook writes the Secret itself; else it only reads files. */
  readonly isManaged: boolean;
}

/** By its flags and volumes; undefined where it serves with files that no Secret holds. */
export function findSecretUse(deployment: Reading<Deployment>): SecretUse | undefined {
  const spec = deployment === UNKNOWN ? undefined : deployment?.spec.template?.spec;
  for (const container of spec?.containers ?? []) {
    const file = findFlag(container, '--tls-cert-file');
    if (file !== undefined) return findMounted(spec, container, file);
    const name = findFlag(container, '--certificate-secret');
    if (name !== undefined) return { name, key: CERTIFICATE, isManaged: true };
  }
  return { name: 'per-pod-config-tls', key: CERTIFICATE, isManaged: true };
}

const CERTIFICATE = 'tls.crt';

function findMounted(spec: PodSpec | undefined, container: Container, file: string): SecretUse | undefined {
  const mount = container.volumeMounts?.find(({ mountPath }) =>
    file.startsWith(`${mountPath.replace(/\/$/, '')}/`),
  );
  const secret = spec?.volumes?.find(({ name }) => name === mount?.name)?.secret;
  if (mount === undefined || secret?.secretName === undefined) return undefined;
  const path = file.slice(mount.mountPath.replace(/\/$/, '').length + 1);
  const item = secret.items?.find(one => one.path === path);
  return { name: secret.secretName, key: item?.key ?? path, isManaged: false };
}
