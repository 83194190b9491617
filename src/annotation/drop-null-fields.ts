/**
 * The annotation's mapping without fields that are null: absence, as for the API server, and what is left of an empty value in a
 * template. The text of a file is empty then. Elements of lists stay, and so does an expression that YAML took for a key: both are
 * mistakes. So is a condition without a value, which would be one that every pod meets, and a variable. What patches hold stays as
 * well: there, null deletes a field. A part that aliases share is shared in the result, too: written out, it could be without end.
 */
export function dropNullFields(value: unknown): unknown {
  return new NullFields().drop(value, '');
}

class NullFields {
  readonly #done = new Map<object, unknown>();

  drop(value: unknown, field: string): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (!this.#done.has(value)) this.#done.set(value, this.#rebuild(value, field));
    return this.#done.get(value);
  }

  #rebuild(value: object, field: string): unknown {
    if (Array.isArray(value)) return value.map(item => this.drop(item, field === 'patches' ? 'patch' : ''));
    const members = Object.entries(value)
      .map(([key, member]) => [key, this.#member(member, key, field)] as const)
      .filter(
        ([key, member]) => member !== null || key.includes('$(') || key === 'when' || field === 'variables',
      );
    return Object.fromEntries(members);
  }

  #member(member: unknown, key: string, parent: string): unknown {
    if (parent === 'patch') return member;
    return parent === 'files' ? (member ?? '') : this.drop(member, key);
  }
}
