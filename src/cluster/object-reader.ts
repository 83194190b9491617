import type { ApiConnection, ApiResponse } from './api-connection.ts';
import { ApiError, parseJson } from './api-error.ts';
import { ForbiddenError } from './forbidden-error.ts';
import { isObjectName } from './object-name.ts';

/** Objects of one kind. */
export interface Resource {
  /** `api/v1`, or `apis/<group>/<version>`. */
  readonly api: string;
  /** In the plural: `configmaps`. */
  readonly resource: string;
  /** Undefined for those of all namespaces, or of none. */
  readonly namespace?: string | undefined;
}

/**
 * Reads objects with the rights that the user has. As many calls as anybody makes at once go through the
 * connection's bounded pool.
 */
export class ObjectReader {
  readonly #connection: ApiConnection;
  readonly #stop: AbortSignal;

  constructor(connection: ApiConnection, stop: AbortSignal) {
    this.#connection = connection;
    this.#stop = stop;
  }

  /**
   * Undefined when there is none, as there is none of a name that no object can have.
   *
   * @throws ForbiddenError when the user may not get it.
   * @throws Error when the API server does not say.
   */
  async get<T>(resource: Resource, name: string, accept = 'application/json'): Promise<T | undefined> {
    if (!isObjectName(name)) return undefined;
    const response = await this.#call(`${pathOf(resource)}/${name}`, accept);
    if (response.status === 404) return undefined;
    if (response.status === 403) throw new ForbiddenError('get', resource.resource, resource.namespace);
    return parseObject(response) as T;
  }

  /** Whether there is one, without reading what is in it. Throws as `get` does. */
  async exists(resource: Resource, name: string): Promise<boolean> {
    return (await this.get(resource, name, METADATA)) !== undefined;
  }

  /** Whether the API server has this API. Everybody may ask. */
  async hasApi(api: string): Promise<boolean> {
    return (await this.#call(`/${api}`, 'application/json')).status === 200;
  }

  /**
   * All of them, by pages.
   *
   * @param query `labelSelector` or `fieldSelector`.
   * @throws ForbiddenError when the user may not list them.
   * @throws Error when the API server does not say.
   */
  async list<T>(resource: Resource, query: Readonly<Record<string, string>> = {}): Promise<T[]> {
    const items: T[] = [];
    for (let limit = PAGE, next = ''; ; ) {
      const parameters = new URLSearchParams({
        ...query,
        limit: String(limit),
        ...(next && { continue: next }),
      });
      const response = await this.#call(`${pathOf(resource)}?${parameters}`, 'application/json').catch(
        error => {
          if (limit === 1 || !isTooLarge(error)) throw error;
          return undefined;
        },
      );
      if (response === undefined) {
        limit = Math.ceil(limit / 8);
        continue;
      }
      if (response.status === 403) throw new ForbiddenError('list', resource.resource, resource.namespace);
      const page = parseObject(response) as { items?: T[]; metadata?: { continue?: string } };
      items.push(...(page.items ?? []));
      next = page.metadata?.continue ?? '';
      if (next === '') return items;
    }
  }

  async #call(path: string, accept: string): Promise<ApiResponse> {
    const signal = AbortSignal.any([this.#stop, AbortSignal.timeout(TIMEOUT)]);
    const response = await this.#connection.get(path, accept, signal).catch((error: Error) => {
      if (isTooLarge(error)) throw error;
      const why = this.#stop.aborted ? 'asked to end' : describe(error);
      throw new Error(`no answer from the API server: ${why}`, { cause: error });
    });
    if (response.status !== 401) return response;
    throw new Error('the API server does not accept the credentials of the kubeconfig (401): log in again');
  }
}

const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** Objects. */
const PAGE = 500;

/** Milliseconds: a page may be large, and the way to the API server long. */
const TIMEOUT = 30_000;

function pathOf({ api, resource, namespace }: Resource): string {
  return `/${api}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`;
}

/** A page of pods that hold files of hundreds of KiB each. */
function isTooLarge(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

/** A host of several addresses fails with an error for each, and no message of its own. */
function describe(error: Error & { code?: string; errors?: readonly Error[] }): string {
  if (error.name === 'TimeoutError') return `none within ${TIMEOUT / 1_000} s`;
  return error.message || error.errors?.[0]?.message || error.code || error.name;
}

function parseObject(response: ApiResponse): object {
  if (response.status !== 200) throw new ApiError(response);
  const object = parseJson(response.body);
  if (object === null || typeof object !== 'object') {
    throw new Error('the API server answered something that is no object: is there a proxy on the way?');
  }
  return object;
}
