// Stand-ins for two parts of cert-manager 1.21, which need neither its images nor its CRDs. They write what it writes, as
// it writes it: by forced server-side apply, as soon as something is not what it has issued.
import { X509Certificate } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { V1MutatingWebhookConfiguration, V1Secret } from '@kubernetes/client-node';
import { issueServingCertificate } from '../../src/certificates/issue-serving-certificate.ts';
import { makeAuthority } from '../../src/certificates/make-authority.ts';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import type { CertificateAndKey } from '../../src/certificates/sign-certificate.ts';
import { validFor } from '../../src/certificates/validity.ts';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { ApiConnection } from '../../src/cluster/api-connection.ts';
import { NAME, WEBHOOK_KINDS } from './installation.ts';
import { read } from './kubectl.ts';

/** Something that writes for as long as it is there. */
export interface Writer {
  /** How often it has written. */
  readonly writes: number;
  stop(): Promise<void>;
}

/** What stands for a Certificate: one whose Secret is kept as it was issued. */
export interface StandIn extends Writer {
  /** PEM, of what it issues with. */
  readonly authority: string;
  /** Issues with another authority from now on, as cert-manager does when that of the Issuer was renewed. */
  replaceAuthority(): Promise<void>;
}

/** Keeps a Secret for a Certificate of that name, until it is told to stop: then the Secret stays, as with cert-manager. */
export async function keepCertificate(secretName: string, certificate = NAME): Promise<StandIn> {
  let authority = await makeIssuer();
  const writer = keepWriting(async () => {
    if (await isIssued(secretName, authority)) return false;
    await applySecret(secretName, certificate, authority);
    return true;
  });
  return {
    get writes() {
      return writer.writes;
    },
    get authority() {
      return authority.certificate;
    },
    async replaceAuthority() {
      authority = await makeIssuer();
    },
    stop: writer.stop,
  };
}

/** cainjector: appends an authority to every caBundle whose configuration asks for it, and takes nothing out. */
export function injectAuthority(findAuthority: () => string): Writer {
  return keepWriting(async () => {
    let wrote = false;
    for (const kind of WEBHOOK_KINDS) wrote = (await inject(kind, findAuthority())) || wrote;
    return wrote;
  });
}

function keepWriting(write: () => Promise<boolean>): Writer {
  let [writes, stopped] = [0, false];
  const work = async () => {
    for (; !stopped; await sleep(250)) if (await write()) writes += 1;
  };
  const done = work();
  return {
    get writes() {
      return writes;
    },
    async stop() {
      stopped = true;
      await done;
    },
  };
}

const makeIssuer = () => makeAuthority({ commonName: 'stand-in', ...validFor(new Date(), 3_650) });

/** cert-manager looks at more, and finds the same: whether key and certificate are what it has issued. */
async function isIssued(secretName: string, authority: CertificateAndKey): Promise<boolean> {
  const selector = `--field-selector=metadata.name=${secretName}`;
  const { items } = await read<{ items: V1Secret[] }>(NAME, 'secrets', selector);
  const held = Buffer.from(items[0]?.data?.['tls.crt'] ?? '', 'base64').toString();
  const [leaf] = parseCertificates(held);
  return leaf?.checkIssued(new X509Certificate(authority.certificate)) ?? false;
}

async function applySecret(name: string, certificate: string, authority: CertificateAndKey): Promise<void> {
  const names = [`${NAME}.${NAME}.svc`];
  const issued = await issueServingCertificate(authority, { names, ...validFor(new Date(), 90) });
  const texts = {
    'tls.crt': issued.certificate,
    'tls.key': issued.privateKey,
    'ca.crt': authority.certificate,
  };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace: NAME,
      annotations: {
        'cert-manager.io/certificate-name': certificate,
        'cert-manager.io/common-name': '',
        'cert-manager.io/alt-names': names.join(),
        'cert-manager.io/ip-sans': '',
        'cert-manager.io/uri-sans': '',
        'cert-manager.io/issuer-name': NAME,
        'cert-manager.io/issuer-kind': 'Issuer',
        'cert-manager.io/issuer-group': 'cert-manager.io',
      },
      labels: { 'controller.cert-manager.io/fao': 'true' },
    },
    data: Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    ),
  };
  const path = `/api/v1/namespaces/${NAME}/secrets/${name}`;
  await applyByServer('cert-manager-certificates-issuing', path, secret);
}

async function inject(kind: string, authority: string): Promise<boolean> {
  const {
    metadata,
    webhooks = [],
    apiVersion,
    ...rest
  } = await read<V1MutatingWebhookConfiguration>(NAME, kind, NAME);
  if (metadata?.annotations?.['cert-manager.io/inject-ca-from'] === undefined) return false;
  const bundles = webhooks.map(({ clientConfig: { caBundle = '' } }) =>
    Buffer.from(caBundle, 'base64').toString(),
  );
  if (bundles.every(bundle => bundle.includes(authority))) return false;
  const path = `/apis/${apiVersion}/${kind}s/${NAME}`;
  await applyByServer('cert-manager-cainjector', path, {
    apiVersion,
    kind: rest.kind,
    metadata: { name: NAME },
    webhooks: webhooks.map(({ name }, index) => ({
      name,
      clientConfig: { caBundle: Buffer.from((bundles[index] ?? '') + authority).toString('base64') },
    })),
  });
  return true;
}

/** Not by kubectl: its server-side apply takes over what its client-side apply has written, and removes the rest. */
async function applyByServer(manager: string, path: string, object: object): Promise<void> {
  const connection = new ApiConnection(await findApiAccess(undefined, process.env));
  try {
    const query = `?fieldManager=${manager}&force=true`;
    const [type, signal] = ['application/apply-patch+yaml', AbortSignal.timeout(20_000)];
    const { status, body } = await connection.patch(path + query, type, JSON.stringify(object), signal);
    if (status !== 200 && status !== 201) throw new Error(`${path} could not be applied: ${status} ${body}`);
  } finally {
    await connection.close();
  }
}
