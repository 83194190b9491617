import fc from 'fast-check';

type Kind = 'text' | 'list' | 'int' | 'bool';

const DEPTH = 5;

/** Expressions of the right types, mostly of what makes texts and lists grow. */
export const arbitraryGrowth: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constant('text' as const) },
    { weight: 2, arbitrary: fc.constant('list' as const) },
    { weight: 1, arbitrary: fc.constant('int' as const) },
    { weight: 1, arbitrary: fc.constant('bool' as const) },
  )
  .chain(kind => grow(kind, DEPTH, []).map(text => (kind === 'list' ? `(${text}).size()` : text)))
  .filter(text => text.length <= 1024);

const grown = new Map<string, fc.Arbitrary<string>>();

/** @param scope the macro variables that are there: one for each macro around it, all texts. */
function grow(kind: Kind, depth: number, scope: readonly string[]): fc.Arbitrary<string> {
  const key = `${kind} ${depth} ${scope}`;
  const known = grown.get(key);
  if (known) return known;
  const arbitrary =
    depth === 0 ? leaf(kind, scope) : fc.oneof(leaf(kind, scope), ...branches(kind, depth - 1, scope));
  grown.set(key, arbitrary);
  return arbitrary;
}

function leaf(kind: Kind, scope: readonly string[]): fc.Arbitrary<string> {
  switch (kind) {
    case 'text':
      return fc.constantFrom('pod', 'set', 'service', '"a"', '""', '"ab"', `"${'a'.repeat(100)}"`, ...scope);
    case 'list':
      return fc.constantFrom(
        'peers',
        ...(scope.length < 2 ? ['pods.map(p, p.fqdn)', 'ordinals.map(o, string(o))'] : []),
        '["a", pod]',
        '["a"]',
        ...(scope.length < 2 ? ['labels.map(k, k)'] : []),
      );
    case 'int':
      return fc.constantFrom('ordinal', '0', '1', '3', '-1', 'replicas', 'pods.size()', 'pods[0].ordinal');
    case 'bool':
      return fc.constantFrom('true', 'false');
  }
}

function branches(kind: Kind, depth: number, scope: readonly string[]): fc.Arbitrary<string>[] {
  const text = grow('text', depth, scope);
  const list = grow('list', depth, scope);
  const int = grow('int', depth, scope);
  const bool = grow('bool', depth, scope);
  const choice = joined`(${bool} ? ${grow(kind, depth, scope)} : ${grow(kind, depth, scope)})`;
  const macros = scope.length < 2;
  const name = ['x', 'y'][scope.length] ?? 'z';
  const within = (body: Kind) => grow(body, depth, [...scope, name]);
  switch (kind) {
    case 'text':
      return [
        joined`(${text} + ${text})`,
        joined`${list}.join(${text})`,
        joined`${list}.join()`,
        joined`(${text}).replace(${text}, ${text})`,
        joined`(${text}).replace(${text}, ${text}, ${int})`,
        joined`(${text}).upperAscii()`,
        joined`(${text}).substring(${int})`,
        joined`${list}[${int}]`,
        joined`string(${int})`,
        joined`{"a": ${text}, "b": ${text}}[${text}]`,
        choice,
      ];
    case 'list':
      return [
        joined`(${list} + ${list})`,
        joined`[${text}, ${text}]`,
        joined`(${text}).split(${text})`,
        joined`(${text}).split(${text}, ${int})`,
        choice,
        ...(macros
          ? [
              joined`${list}.map(${fc.constant(name)}, ${within('text')})`,
              joined`${list}.map(${fc.constant(name)}, ${within('bool')}, ${within('text')})`,
              joined`${list}.map(${fc.constant(name)}, ${within('list')}).map(z, z.join())`,
              joined`${list}.filter(${fc.constant(name)}, ${within('bool')})`,
            ]
          : []),
      ];
    case 'int':
      return [
        joined`(${int} + ${int})`,
        joined`(${int} * ${int})`,
        joined`(${int} / ${int})`,
        joined`size(${text})`,
        joined`${list}.size()`,
        joined`(${text}).indexOf(${text})`,
        joined`(${text}).lastIndexOf(${text})`,
        choice,
      ];
    case 'bool':
      return [
        joined`(${text} == ${text})`,
        joined`(${list} == ${list})`,
        joined`(${text} in ${list})`,
        joined`(${text}).contains(${text})`,
        joined`(${bool} && ${bool})`,
        joined`(${bool} || ${bool})`,
        joined`!${bool}`,
        choice,
        ...(macros
          ? ['all', 'exists', 'exists_one'].map(
              macro => joined`${list}.${fc.constant(macro)}(${fc.constant(name)}, ${within('bool')})`,
            )
          : []),
      ];
  }
}

function joined(literal: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map(texts => String.raw({ raw: literal }, ...texts));
}
