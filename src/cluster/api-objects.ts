import type { ApiConnection } from './api-connection.ts';
import { ApiError, parseJson } from './api-error.ts';

/** An object, and when the API server gave it, by its own clock. */
export interface Got {
  readonly object: unknown;
  readonly date: Date | undefined;
}

/** Objects of the API server by their paths, read live and changed only as they were read. */
export class ApiObjects {
  readonly #connection: ApiConnection;

  constructor(connection: ApiConnection) {
    this.#connection = connection;
  }

  /**
   * The object is undefined when there is none.
   *
   * @throws Error when the API server gives no answer before `signal` aborts, or another one than expected.
   */
  async get(path: string, signal: AbortSignal): Promise<Got> {
    const response = await this.#connection.get(path, 'application/json', signal);
    if (response.status !== 200 && response.status !== 404) throw new ApiError(response);
    const object = response.status === 404 ? undefined : parseJson(response.body);
    return { object, date: response.date };
  }

  /**
   * Makes an object unless it is there; if it is, nothing in it changes. By server-side apply, and not by POST:
   * there, the right to create can be given for one name.
   *
   * @param object nothing but its names and labels.
   * @throws Error as `get` does.
   */
  async ensure(path: string, object: object, signal: AbortSignal): Promise<void> {
    const query = `?fieldManager=${FIELD_MANAGER}&force=true`;
    const body = JSON.stringify(object);
    const response = await this.#connection.patch(path + query, 'application/apply-patch+yaml', body, signal);
    if (response.status !== 200 && response.status !== 201) throw new ApiError(response);
  }

  /**
   * Merges into an object, its lists by the names of their items.
   *
   * @param patch with the resourceVersion that it is made for.
   * @returns what the object is then; undefined when somebody else has changed it, or taken it away, since.
   * @throws Error as `get` does.
   */
  async merge(path: string, patch: object, signal: AbortSignal): Promise<unknown> {
    const type = 'application/strategic-merge-patch+json';
    const body = JSON.stringify(patch);
    const response = await this.#connection.patch(
      `${path}?fieldManager=${FIELD_MANAGER}`,
      type,
      body,
      signal,
    );
    if (response.status === 404 || response.status === 409) return undefined;
    if (response.status !== 200) throw new ApiError(response);
    return parseJson(response.body);
  }
}

/** Who has set a field, as `kubectl get --show-managed-fields` shows it. */
const FIELD_MANAGER = 'per-pod-config';
