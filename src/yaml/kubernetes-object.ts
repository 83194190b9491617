/** A Kubernetes object as somebody wrote it: only its name is sure to be there. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** A Kubernetes object, and where it was read. */
export interface FoundObject {
  readonly object: KubernetesObject;
  /** The path of the file as it was given, or `<stdin>`. */
  readonly file: string;
  /**
   * Where a part of the object begins, or the nearest thing above it that is there. With `offset`, the place
   * in a string after which so many of its UTF-16 units have been passed.
   */
  locate(path: Path, offset?: number): Position;
}

export type Path = readonly (string | number)[];

/** Both from 1; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
