import type { Volume } from '../admission/pod.ts';
import type { ContentStatus } from '../admission/read-status.ts';

/** What a volume shows, if it is of a kind that the webhook adds, in the words of the status. */
export function listContents(volume: Volume): ContentStatus[] {
  const { configMap, secret, projected, image }: Sources = volume;
  if (configMap != null) return named('configMap', configMap.name);
  if (secret != null) return named('secret', secret.secretName);
  if (image != null) return named('image', image.reference);
  return (projected?.sources ?? []).flatMap(source => {
    if (source.configMap != null) return named('configMap', source.configMap.name);
    if (source.secret != null) return named('secret', source.secret.name);
    const { clusterTrustBundle, podCertificate } = source;
    if (clusterTrustBundle != null)
      return named('clusterTrustBundle', clusterTrustBundle.name ?? clusterTrustBundle.signerName);
    if (podCertificate != null) return named('podCertificate', podCertificate.signerName);
    const items = source.downwardAPI?.items;
    return items == null ? [] : [{ files: items.map(({ path }) => path) }];
  });
}

function named(kind: Exclude<keyof ContentStatus, 'files'>, name: string | undefined): ContentStatus[] {
  return name === undefined ? [] : [{ [kind]: name }];
}

/** As the core API has it, and the API server has checked it. */
interface Sources extends Volume {
  readonly configMap?: { readonly name?: string };
  readonly secret?: { readonly secretName?: string };
  readonly image?: { readonly reference?: string };
  readonly projected?: {
    readonly sources?: readonly {
      readonly configMap?: { readonly name?: string };
      readonly secret?: { readonly name?: string };
      readonly clusterTrustBundle?: { readonly name?: string; readonly signerName?: string };
      readonly podCertificate?: { readonly signerName?: string };
      readonly downwardAPI?: { readonly items?: readonly { readonly path: string }[] };
    }[];
  };
}
