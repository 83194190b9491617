/** A program of another project, built from its published Go module. */
export interface Neighbour {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** The main package, as a path in the module. */
  readonly mainPackage: string;
  /** A main package of ours, a file beside this one, for a module that is published without its own. */
  readonly main?: URL;
}
