import type { Environment } from '@marcbachmann/cel-js';
import { celEnvironment } from './environment.ts';
import type { VariableName } from './pod-variables.ts';

/** What is known of a variable once its text has been read. */
export interface OwnVariable {
  /** Its CEL type: `int`, `list<string>`. */
  readonly type: string;
  /** What it refers to, itself or by way of other variables. */
  readonly uses: ReadonlySet<VariableName>;
}

/**
 * The variables of an annotation, to which expressions refer as `variables.NAME`. They are declared one by one, in the order
 * in which they are written: an expression may refer to those that are declared by then.
 */
export class OwnVariables {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #declared = new Map<string, OwnVariable>();
  readonly #broken = new Set<string>();
  #environment: Environment | undefined;

  /** @param texts of all variables, by their names: what they refer to is told in messages only. */
  constructor(texts: ReadonlyMap<string, string> = new Map()) {
    this.#texts = texts;
  }

  declare(name: string, variable: OwnVariable): void {
    this.#declared.set(name, variable);
    this.#environment = undefined;
  }

  /** One whose text has a mistake, which has been told: what refers to it has none of its own. */
  declareBroken(name: string): void {
    this.#broken.add(name);
  }

  get(name: string): OwnVariable | undefined {
    return this.#declared.get(name);
  }

  isBroken(name: string): boolean {
    return this.#broken.has(name);
  }

  get names(): readonly string[] {
    return [...this.#declared.keys()];
  }

  /** Whether there is such a variable, declared by now or not. */
  isWritten(name: string): boolean {
    return this.#texts.has(name);
  }

  /** The names on the way from a variable back to itself; undefined where there is none. */
  findCycle(name: string): readonly string[] | undefined {
    const open = [[name]];
    const seen = new Set<string>();
    for (const path of open) {
      for (const next of this.#listReferences(path.at(-1) ?? '')) {
        if (next === name) return [...path, next];
        if (seen.has(next)) continue;
        seen.add(next);
        open.push([...path, next]);
      }
    }
    return undefined;
  }

  #listReferences(name: string): string[] {
    return [...(this.#texts.get(name) ?? '').matchAll(REFERENCE)].map(([, referred = '']) => referred);
  }

  /** The library, set up for expressions that may refer to what is declared. */
  get environment(): Environment {
    if (this.#declared.size === 0) return celEnvironment();
    this.#environment ??= this.#makeEnvironment();
    return this.#environment;
  }

  /** A copy, so that the library forgets the types together with the annotation. */
  #makeEnvironment(): Environment {
    const schema = Object.fromEntries([...this.#declared].map(([name, { type }]) => [name, type]));
    return celEnvironment().clone().registerVariable({ name: OWN_VARIABLES, schema });
  }
}

/** The name under which expressions find them. */
export const OWN_VARIABLES = 'variables';

const REFERENCE = /\bvariables\s*\.\s*([A-Za-z_]\w*)/g;

/** No variables, for a text that stands alone. */
export const NO_VARIABLES = new OwnVariables();
