import type { ListType, MapType, ObjectType, ValueType } from '../../../src/patch/value-type.ts';
import { ArbitraryValue, KEYS, TEXTS } from './arbitrary-value.ts';

type Fields = Record<string, unknown>;

/** As a pod, with nulls and directives; a few of them are wrong. */
export class ArbitraryPatch extends ArbitraryValue {
  override object(type: ObjectType): object {
    const fields = this.#nullSome({ ...super.object(type) });
    return this.#direct(fields, [...type.fields.keys()], this.#deletions(type, fields));
  }

  override map(type: MapType): object {
    return this.#direct(this.#nullSome({ ...super.map(type) }), KEYS, {});
  }

  override list(type: ListType): unknown[] {
    const { random } = this;
    const { items, mergeKey } = type;
    if (mergeKey === undefined || items.kind !== 'object') return super.list(type);
    const elements = super.list(type).map(element => {
      const { [mergeKey]: key, $patch: _, ...rest } = element as Fields;
      if (random.chance(20)) return { [mergeKey]: key, $patch: 'delete', ...(random.chance(20) ? rest : {}) };
      return { ...this.#keepKey(rest, mergeKey), [mergeKey]: key };
    });
    if (random.chance(8)) elements.splice(random.below(elements.length + 1), 0, { $patch: 'replace' });
    if (random.chance(1)) elements.push({ [mergeKey]: 'a', $patch: random.pick(['merge', 'replace', 'x']) });
    return random.chance(1) ? [...elements, {}] : elements;
  }

  override of(type: ValueType): unknown {
    return this.random.chance(1) ? this.random.pick<unknown>(['a', ['a'], { a: 'a' }]) : super.of(type);
  }

  #nullSome(fields: Fields): Fields {
    return Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, this.random.chance(10) ? null : value]),
    );
  }

  #direct(fields: Fields, known: readonly string[], deletions: Fields): object {
    const { random } = this;
    if (random.chance(2)) return { $patch: 'delete', ...(random.chance(50) ? fields : {}) };
    if (random.chance(3))
      return { ...fields, $patch: random.pick(['replace', 'replace', 'replace', 'merge']) };
    if (!random.chance(8)) return { ...fields, ...deletions };
    const retained = [...Object.keys(fields), ...random.some(known, 3)];
    return { ...fields, ...deletions, $retainKeys: random.chance(90) ? retained : retained.slice(1) };
  }

  /** The fields that stay must have the key by which the element is found. */
  #keepKey(fields: Fields, mergeKey: string): Fields {
    const { $retainKeys: retained, ...rest } = fields;
    if (!Array.isArray(retained)) return fields;
    return { ...rest, $retainKeys: this.random.chance(95) ? [...retained, mergeKey] : retained };
  }

  /** Not what the patch adds to the same list: kubectl does both in any order. */
  #deletions(type: ObjectType, fields: Fields): Fields {
    const lists = this.focus.of(type).filter(field => {
      const list = type.fields.get(field);
      return list?.kind === 'list' && list.items.kind === 'string';
    });
    const chosen = lists.filter(() => this.random.chance(35));
    return Object.fromEntries(
      chosen.map(field => {
        const added = fields[field];
        const gone = this.random
          .some(TEXTS, 2)
          .filter(text => !Array.isArray(added) || !added.includes(text));
        return [`$deleteFromPrimitiveList/${field}`, gone];
      }),
    );
  }
}
