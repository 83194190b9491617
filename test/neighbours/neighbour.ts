/** A program of another project, built from its published Go module; or only its manifests, if it has no program here. */
export interface Neighbour {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** The main package, as a path in the module. */
  readonly mainPackage?: string;
  /** In place of that, a main package of ours that imports the module: where it is published without its own. */
  readonly main?: URL;
}
