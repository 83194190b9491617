import { Environment } from '@marcbachmann/cel-js';
import { replaceText } from '../../src/expression/replace-text.ts';

/**
 * Evaluates CEL of a policy by cel-js, with what the API server has beside: as far as our policies use it, and no further. What
 * the library cannot parse is written in another way before.
 */
export function evaluate(expression: string, context: Readonly<Record<string, unknown>>): unknown {
  const values = Object.entries(context).map(([name, value]) => [name, toCel(value)]);
  return fromCel(environment.evaluate(rewrite(expression), Object.fromEntries(values)));
}

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
  limits: { maxDepth: 500, maxAstNodes: 100_000, maxListElements: 1_000, maxMapEntries: 1_000 },
});

class Library {}
const library = new Library();
environment.registerType('Library', Library);
for (const name of ['lists', 'jsonpatch']) environment.registerConstant(name, 'Library', library);
environment.registerFunction('Library.range(int): list<int>', (_: Library, size: bigint) =>
  Array.from({ length: Number(size) }, (__, index) => BigInt(index)),
);
environment.registerFunction('Library.escapeKey(string): string', (_: Library, key: string) =>
  key.replaceAll('~', '~0').replaceAll('/', '~1'),
);
environment.registerFunction('list.flatten(): list<dyn>', (list: unknown[]) => list.flat());
environment.registerFunction('string.replace(string, string): string', replaceText);
environment.registerFunction('keysOf(dyn): list<string>', (map: object) => Object.keys(map));

/** What stands in string literals stays as it is. */
function rewrite(expression: string): string {
  return expression.replaceAll(
    /"(?:[^"\\]|\\.)*"|\.transformMap\(k, v, string\(v\)\)|\b\w+\.all\(k, |JSONPatch\{op: |, (?:path|value): /g,
    found => {
      if (found.startsWith('"')) return found;
      if (found.startsWith('.')) return '';
      if (found.startsWith('JSONPatch')) return '{"op": ';
      if (found.startsWith(',')) return found.replace(/\w+/, '"$&"');
      return `keysOf(${found.slice(0, found.indexOf('.'))}).all(k, `;
    },
  );
}

/** A number is a double to the library. */
function toCel(value: unknown): unknown {
  return mapValues(value, leaf => (typeof leaf === 'number' ? BigInt(leaf) : leaf));
}

function fromCel(value: unknown): unknown {
  return mapValues(value, leaf => (typeof leaf === 'bigint' ? Number(leaf) : leaf));
}

function mapValues(value: unknown, act: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(item => mapValues(item, act));
  if (value instanceof Map) return mapValues(Object.fromEntries(value), act);
  if (value === null || typeof value !== 'object') return act(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapValues(member, act)]));
}
