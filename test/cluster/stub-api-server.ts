import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { makeTestCertificate } from '../tls-certificate.ts';

/** An object in the stub's memory. */
export interface StubObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>> | null;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** `get configmaps prod`: the namespace is empty for objects of none, and lists of all. */
export type Right = string;

/** An API server that has what it was given, and that answers as Kubernetes does to who reads it. */
export class StubApiServer {
  readonly objects: StubObject[] = [];
  /** What it refuses with 403. */
  isForbidden: (right: Right) => boolean = () => false;
  /** Of every call, in the order in which they came. */
  readonly rights: Right[] = [];
  readonly calls: IncomingMessage[] = [];
  /** What objects that it has were patched with; it changes nothing in them. */
  readonly patches: unknown[] = [];
  /** The most that it has had under way at once. */
  mostAtOnce = 0;
  #folder = '';
  #underWay = 0;
  readonly #server: Server = createServer((request, response) => {
    this.#underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    setTimeout(() => {
      this.#underWay -= 1;
      void this.#respond(request, response);
    }, 1);
  });

  async start(): Promise<void> {
    const { cert, key, ca } = await makeTestCertificate();
    this.#folder = await mkdtemp(join(tmpdir(), 'stub-'));
    this.#server.setSecureContext({ cert, key });
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    await writeFile(join(this.#folder, 'ca.crt'), ca);
    await writeFile(this.kubeconfig, this.#describeAccess());
  }

  get kubeconfig(): string {
    return join(this.#folder, 'kubeconfig');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true });
  }

  #describeAccess(): string {
    const server = `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'here',
      contexts: [
        { name: 'here', context: { cluster: 'stub', user: 'us', namespace: 'prod' } },
        { name: 'elsewhere', context: { cluster: 'stub', user: 'us', namespace: 'other' } },
        { name: 'away', context: { cluster: 'away', user: 'us' } },
      ],
      clusters: [
        { name: 'stub', cluster: { server, 'certificate-authority': 'ca.crt' } },
        { name: 'away', cluster: { server: 'https://127.0.0.1:1' } },
      ],
      users: [{ name: 'us', user: { token: 'secret-token' } }],
    });
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const patch: unknown = request.method === 'PATCH' ? await json(request) : undefined;
    const { status, body } = this.#answer(request);
    if (patch !== undefined && status === 200) this.patches.push(patch);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  #answer(request: IncomingMessage): { status: number; body: object } {
    const url = new URL(request.url ?? '', 'https://stub');
    const path = parsePath(url.pathname);
    this.calls.push(request);
    if (path.resource === undefined) {
      const has = this.objects.some(({ apiVersion }) => apiVersion === path.apiVersion);
      return has ? { status: 200, body: { kind: 'APIResourceList' } } : refuse(404, 'not found');
    }
    const verb = request.method === 'PATCH' ? 'patch' : path.name === undefined ? 'list' : 'get';
    const right = `${verb} ${path.resource} ${path.namespace ?? ''}`.trim();
    this.rights.push(right);
    if (this.isForbidden(right)) return refuse(403, `${path.resource} is forbidden`);
    const found = this.objects.filter(object => isAt(object, path));
    if (path.name === undefined) return { status: 200, body: page(found, url.searchParams) };
    const [object] = found;
    if (object === undefined) return refuse(404, `${path.resource} "${path.name}" not found`);
    const isMetadata = request.headers.accept?.includes('PartialObjectMetadata') ?? false;
    return { status: 200, body: isMetadata ? { metadata: object.metadata } : object };
  }
}

interface Path {
  readonly apiVersion: string;
  readonly namespace: string | undefined;
  readonly resource: string | undefined;
  readonly name: string | undefined;
}

function parsePath(pathname: string): Path {
  const [root, ...segments] = pathname.slice(1).split('/');
  const apiVersion = segments.splice(0, root === 'api' ? 1 : 2).join('/');
  const isNamespaced = segments[0] === 'namespaces' && segments.length > 2;
  const [, namespace] = isNamespaced ? segments.splice(0, 2) : [];
  const [resource, name] = segments;
  return { apiVersion, namespace, resource, name };
}

function isAt(object: StubObject, { apiVersion, namespace, resource, name }: Path): boolean {
  const { metadata, kind } = object;
  return (
    object.apiVersion === apiVersion &&
    `${kind.toLowerCase().replace(/s$/, '').replace(/y$/, 'ie')}s` === resource &&
    (namespace === undefined || metadata.namespace === namespace) &&
    (name === undefined || metadata.name === name)
  );
}

/** As the API server, it leaves out what the items are. */
function page(found: readonly StubObject[], query: URLSearchParams): object {
  const matching = found.filter(object => isSelected(object, query));
  const start = Number(query.get('continue') ?? 0);
  const end = start + Number(query.get('limit') ?? matching.length);
  const items = matching.slice(start, end).map(({ apiVersion, kind, ...item }) => item);
  return { kind: 'List', metadata: end < matching.length ? { continue: String(end) } : {}, items };
}

/** A label that must be there or have a value, and fields that must have one. */
function isSelected(object: StubObject, query: URLSearchParams): boolean {
  const [label = '', wanted] = (query.get('labelSelector') ?? '').split('=');
  const has = object.metadata.labels?.[label];
  const fields = (query.get('fieldSelector') ?? '').split(',').filter(text => text !== '');
  return (
    (label === '' || (wanted === undefined ? has !== undefined : has === wanted)) &&
    fields.every(field => {
      const [path = '', value] = field.split('=');
      return path.split('.').reduce<unknown>((part, key) => Object(part)[key], object) === value;
    })
  );
}

function refuse(code: number, message: string) {
  return { status: code, body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message } };
}
