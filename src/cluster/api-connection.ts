import { isDeepStrictEqual } from 'node:util';
import { Agent, type Dispatcher, errors, ProxyAgent } from 'undici';
import type { ApiAccess } from './api-access.ts';
import type { Credentials } from './credentials.ts';

/** The answer to one call. */
export interface ApiResponse {
  readonly status: number;
  readonly body: string;
  /** The API server's clock, in whole seconds; undefined when it does not say. */
  readonly date: Date | undefined;
}

interface Call {
  readonly method: 'GET' | 'PATCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds in which an answer must begin; without it, only the signal ends a call. */
  readonly patience?: number;
}

/**
 * The one long-lived way to the API server. As it comes, the client opens a connection for every call
 * and leaves it open; this keeps a bounded pool.
 *
 * Tokens and certificates rotate: they are read again when they are older than `CREDENTIALS_LIFE`, and
 * at once when the API server says 401.
 */
export class ApiConnection {
  readonly #access: ApiAccess;
  #credentials: Promise<Credentials> | undefined;
  #readAt = 0;
  #pool: { readonly credentials: Credentials; readonly dispatcher: Dispatcher } | undefined;

  constructor(access: ApiAccess) {
    this.#access = access;
  }

  /** The namespace of the kubeconfig's context, or of the pod. */
  get namespace(): string {
    return this.#access.namespace;
  }

  /**
   * Gets `path`. A GET may be repeated, so one that found its connection broken (the API server
   * restarted), that heard nothing in time (something on the way forgot the connection and does not say
   * so), or that got a 401 is tried once more.
   *
   * @throws Error when there is no answer before `signal` aborts, or none at all.
   */
  async get(path: string, accept: string, signal: AbortSignal): Promise<ApiResponse> {
    const call: Call = { method: 'GET', path, headers: { accept } };
    const first = await this.#try({ ...call, patience: PATIENCE }, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    if (first !== undefined && first.status !== 401) return first;
    this.#credentials = undefined;
    return this.#try(call, signal);
  }

  /**
   * Patches the object at `path`. Unlike a GET, it is not repeated when there was no answer: whether the
   * change was made, only the caller can find out. What got a 401 was not made, and is tried once more.
   *
   * @throws Error when there is no answer.
   */
  async patch(path: string, contentType: string, body: string, signal: AbortSignal): Promise<ApiResponse> {
    const headers = { accept: 'application/json', 'content-type': contentType };
    const call: Call = { method: 'PATCH', path, headers, body };
    const first = await this.#try(call, signal);
    if (first.status !== 401) return first;
    this.#credentials = undefined;
    return this.#try(call, signal);
  }

  async close(): Promise<void> {
    await this.#pool?.dispatcher.close();
  }

  async #try({ method, path, headers, body, patience = 0 }: Call, signal: AbortSignal): Promise<ApiResponse> {
    const credentials = await this.#current();
    const dispatcher = this.#dispatcher(credentials);
    try {
      const response = await dispatcher.request({
        origin: credentials.origin,
        path: credentials.prefix + path,
        method,
        headers: { ...credentials.headers, ...headers, 'user-agent': 'per-pod-config' },
        body: body ?? null,
        headersTimeout: patience,
        signal,
      });
      const date = parseDate(response.headers['date']);
      return { status: response.statusCode, body: await response.body.text(), date };
    } catch (error) {
      if (signal.aborted || error instanceof errors.HeadersTimeoutError) this.#leave(dispatcher);
      throw error;
    }
  }

  /** Nothing was heard in time. The other connections of the pool may be as dead: nobody uses them again. */
  #leave(dispatcher: Dispatcher): void {
    if (this.#pool?.dispatcher === dispatcher) this.#pool = undefined;
    closeInPeace(dispatcher);
  }

  #current(): Promise<Credentials> {
    const now = performance.now();
    if (this.#credentials !== undefined && now - this.#readAt < CREDENTIALS_LIFE) return this.#credentials;
    this.#readAt = now;
    this.#credentials = this.#access.readCredentials();
    return this.#credentials;
  }

  /** The same pool for as long as it would be made in the same way. */
  #dispatcher(credentials: Credentials): Dispatcher {
    const former = this.#pool;
    if (former?.credentials === credentials) return former.dispatcher;
    const keeps = former !== undefined && isSameWay(former.credentials, credentials);
    if (former !== undefined && !keeps) closeInPeace(former.dispatcher);
    const dispatcher = keeps ? former.dispatcher : makePool(credentials);
    this.#pool = { credentials, dispatcher };
    return dispatcher;
  }
}

/** What is under way ends there; a failure to close it is of no interest. */
function closeInPeace(dispatcher: Dispatcher): void {
  dispatcher.close().catch(() => {});
}

function isSameWay(one: Credentials, other: Credentials): boolean {
  return one.proxy === other.proxy && isDeepStrictEqual(one.tls, other.tls);
}

function parseDate(header: string | string[] | undefined): Date | undefined {
  const date = new Date(String(header));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Milliseconds. */
const CREDENTIALS_LIFE = 1_000;

/**
 * Milliseconds for the first try of a GET: of the 4.5 s that an admission has as the manifests are, enough is
 * left for a second one. An API server that is well answers far sooner: its own objective is a second.
 */
const PATIENCE = 2_000;

/** A StatefulSet of hundreds of pods that starts at once must not open hundreds of connections. */
const MAX_CONNECTIONS = 32;

/** Bytes. etcd takes no object of more than 1.5 MiB: with JSON's overhead, this is more than there can be. */
const MAX_RESPONSE_SIZE = 8 * 1024 * 1024;

function makePool({ tls, proxy }: Credentials): Dispatcher {
  const bounds = {
    connections: MAX_CONNECTIONS,
    maxResponseSize: MAX_RESPONSE_SIZE,
    connectTimeout: PATIENCE,
    // A call that is given up takes its connection with it, so one that died does no harm twice. Over HTTP/2 all
    // calls share one, and a session that ended was met by calls that were on their way to it. And undici joins the values of a
    // header there: of three groups that a kubeconfig impersonates, it makes one.
    allowH2: false,
  };
  if (proxy !== undefined) return new ProxyAgent({ ...bounds, uri: proxy, requestTls: tls });
  // Half a minute, as client-go: something on the way may forget a connection that is idle for a minute.
  return new Agent({ ...bounds, connect: { ...tls, keepAlive: true, keepAliveInitialDelay: 30_000 } });
}
