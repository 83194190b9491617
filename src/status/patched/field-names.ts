/**
 * Names of fields, such as those in a status annotation, to look others up in: many thousands of both take little time, for anyone
 * who may change a pod can write that many into its status.
 */
export class FieldNames {
  readonly #names: ReadonlySet<string>;
  readonly #parents: ReadonlySet<string>;

  constructor(names: readonly string[]) {
    const short = names.filter(name => name.length <= MAX_LENGTH);
    this.#names = new Set(short);
    this.#parents = new Set(short.flatMap(listParents));
  }

  /** Whether a field is one of them, or within one: `spec.containers[mysql].image` is within `spec.containers[mysql]`. */
  hold(field: string): boolean {
    return this.#names.has(field) || listParents(field).some(parent => this.#names.has(parent));
  }

  /** Whether a field is one of them, or one is within it. */
  reach(field: string): boolean {
    return this.#names.has(field) || this.#parents.has(field);
  }
}

/** A path into a pod is no longer: each of its parts is cut. */
const MAX_LENGTH = 2_000;

function listParents(field: string): string[] {
  return [...field.matchAll(/[.[]/g)].map(({ index }) => field.slice(0, index));
}
