import type { ListType, MapType, ObjectType, ScalarType, ValueType } from '../../../src/patch/value-type.ts';
import type { Random } from './random.ts';

/** Few, so that a patch often names what a pod has. `__proto__` is a key like others. */
export const TEXTS = ['a', 'b', 'c', 'd'];
export const KEYS = [...TEXTS, '__proto__'];

/** The fields of each type that a round is about: of all that there are, a pod and a patch would hardly ever name the same. */
export class Focus {
  readonly #random: Random;
  readonly #wanted: readonly string[];
  readonly #chosen = new Map<string, readonly string[]>();

  /** `wanted`: lists that the round is most about, such as `PodSpec.containers` with `Container.env`. */
  constructor(random: Random, wanted: readonly string[]) {
    this.#random = random;
    this.#wanted = wanted;
  }

  of({ name, fields }: ObjectType): readonly string[] {
    const chosen = this.#chosen.get(name) ?? this.#choose([...fields.keys()]);
    this.#chosen.set(name, chosen);
    return chosen;
  }

  /** Some of them for one value. */
  pick(type: ObjectType): readonly string[] {
    const wanted = [...type.fields.keys()].filter(field => this.#wanted.includes(`${type.name}.${field}`));
    return [...wanted, ...this.#random.some(this.of(type), 5).filter(field => !wanted.includes(field))];
  }

  #choose(names: readonly string[]): readonly string[] {
    return Array.from({ length: 6 }, () => this.#random.pick(names));
  }
}

/** Each type of the core API that a value may have. No field is invalid in its place, but few values are valid. */
export class ArbitraryValue {
  readonly random: Random;
  readonly focus: Focus;

  constructor(random: Random, focus: Focus) {
    this.random = random;
    this.focus = focus;
  }

  of(type: ValueType): unknown {
    if (type.kind === 'object') return this.object(type);
    if (type.kind === 'list') return this.list(type);
    return type.kind === 'map' ? this.map(type) : this.scalar(type);
  }

  object(type: ObjectType): object {
    return this.#fields(this.focus.pick(type), field => type.fields.get(field));
  }

  map(type: MapType): object {
    return this.#fields(this.random.some(KEYS, 3), () => type.values);
  }

  list({ items, mergeKey }: ListType): unknown[] {
    if (mergeKey === undefined || items.kind !== 'object') {
      const length = this.random.below(4);
      // kubectl orders a list with the same text twice by how much memory it had for it.
      return [...new Set(Array.from({ length }, () => this.of(items)))];
    }
    const keys = this.random.some(this.keys(items, mergeKey), 3);
    if (this.random.chance(10)) keys.push(...keys.slice(0, 1));
    return keys.map(key => ({ ...this.object(items), [mergeKey]: key }));
  }

  /** What may be in the field by which elements are found. */
  keys(items: ObjectType, mergeKey: string): readonly unknown[] {
    return items.fields.get(mergeKey)?.kind === 'integer' ? [1, 2, 3, 4] : TEXTS;
  }

  scalar(type: ScalarType): unknown {
    const { random } = this;
    if (type.kind === 'boolean') return random.chance(50);
    if (type.kind === 'integer') return random.below(4);
    if (type.kind === 'intOrString' || type.kind === 'quantity') return random.pick<unknown>([1, '1', '2Gi']);
    return random.pick(TEXTS);
  }

  #fields(names: readonly string[], typeOf: (name: string) => ValueType | undefined): object {
    return Object.fromEntries(names.map(name => [name, this.of(typeOf(name) ?? { kind: 'string' })]));
  }
}
