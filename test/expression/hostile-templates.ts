import type { PodVariables } from '../../src/expression/pod-variables.ts';

/** A template that tries to take more time or memory than it should. */
export interface HostileTemplate {
  readonly name: string;
  readonly template: string;
  readonly variables?: Partial<PodVariables>;
}

export const HOSTILE_POD: PodVariables = {
  ordinal: 7,
  index: 7,
  pod: `${'a'.repeat(250)}-7`,
  set: 'a'.repeat(250),
  ns: 'n'.repeat(63),
  service: 's'.repeat(63),
  replicas: 1000,
  peers: Array.from({ length: 1000 }, (_, ordinal) => `web-${ordinal}`),
  domain: 'd'.repeat(63),
  fqdn: 'f'.repeat(253),
  ordinals: Array.from({ length: 1000 }, (_, ordinal) => ordinal),
  pods: Array.from({ length: 1000 }, (_, ordinal) => ({
    ordinal,
    name: `web-${ordinal}`,
    fqdn: `web-${ordinal}.web`,
  })),
  labels: { long: 'l'.repeat(63), constructor: 'x' },
  annotations: {},
};

/** Fills a template up to the 1,024 characters that an expression may have. */
function fill(part: string, head = '', tail = ''): string {
  const count = Math.floor((1024 - head.length - tail.length) / part.length);
  return `$(${head}${part.repeat(count)}${tail})`;
}

const A400 = `"${'a'.repeat(400)}"`;

function bulk(amount: string, length: number): HostileTemplate[] {
  const of = (head: string, part: string) =>
    `${head}${part.repeat(Math.floor((length - head.length) / part.length))}`;
  return [
    { name: `${amount} of text`, template: of('', 'a') },
    { name: `${amount} of $`, template: of('', '$') },
    { name: `${amount} of $ before an expression`, template: `${of('', '$').slice(0, -3)}(1)` },
    { name: `${amount} of $(`, template: of('', '$(') },
    { name: `${amount} of $$(`, template: of('', '$$(') },
    { name: `${amount} of expressions`, template: of('', '$(1)') },
    { name: `${amount} of quotes`, template: of('$(', '"') },
    { name: `${amount} of string`, template: of('$("', 'a') },
    { name: `${amount} of string of several lines`, template: of('$("""', 'a\n') },
    { name: `${amount} of comment`, template: of('$(1 //', 'a') },
    { name: `${amount} of name`, template: of('$(', 'a') },
    { name: `${amount} of lines`, template: of('$(x)', 'a\n') },
  ];
}

export const HOSTILE_TEMPLATES: readonly HostileTemplate[] = [
  { name: 'deep parentheses', template: `$(${'('.repeat(500)}1${')'.repeat(500)})` },
  { name: 'the deepest parentheses allowed', template: `$(${'('.repeat(32)}1${')'.repeat(32)})` },
  { name: 'parentheses that stay open', template: `$(${'('.repeat(1_000_000)}` },
  { name: 'deep lists', template: `$(${'['.repeat(400)}1${']'.repeat(400)})` },
  { name: 'deep maps', template: `$(${'{"a":'.repeat(150)}1${'}'.repeat(150)})` },
  { name: 'deep indices', template: fill('[0]', 'peers') },
  { name: 'a chain of fields', template: fill('.a', 'labels') },
  { name: 'a chain of calls', template: fill('.trim()', 'pod') },
  { name: 'a chain of ternaries', template: fill('true?1:', '', '1') },
  { name: 'ternaries within conditions', template: `$(${'('.repeat(30)}true${'?true:false)'.repeat(30)})` },
  { name: 'a chain of !', template: fill('!', '', 'true') },
  { name: 'a chain of -', template: fill('-', '', '1') },
  { name: 'a chain of - with spaces', template: fill('- ', '', '1') },
  { name: 'signs between deep parentheses', template: `$(${'-------('.repeat(32)}1${')'.repeat(32)})` },
  { name: 'a + chain of ints', template: fill('1+', '', '1') },
  { name: 'a + chain of the longest string', template: fill('pod+', '', 'pod') },
  { name: 'a + chain of lists', template: fill('peers+', '(', 'peers).size()') },
  { name: 'a && chain', template: fill('true&&', '', 'true') },
  { name: 'an || chain of errors', template: fill('1/0==1||', '', 'true') },
  { name: 'the published killer', template: '$(peers.map(a, peers.map(b, peers)).size())' },
  { name: 'nested macros', template: '$(peers.map(a, peers.map(b, a + b)).size())' },
  { name: 'macros within macros', template: '$(peers.all(a, peers.all(b, peers.all(c, true))))' },
  { name: 'macros over macro results', template: fill('.map(x, x + x)', 'peers', '.size()') },
  { name: 'macros that repeat a list', template: fill('.map(x, peers)', 'peers', '.size()') },
  { name: 'macros that nest lists', template: fill('.map(x, [x])', 'peers', '.size()') },
  { name: 'a filter within a filter', template: '$(peers.filter(a, peers.exists(b, b == a)).size())' },
  { name: 'macros in a row', template: fill('.filter(x, true)', 'peers', '.size()') },
  { name: 'join of joins', template: '$(peers.map(a, peers.join(a)).join(""))' },
  { name: 'a join with a long separator', template: `$(peers.join(${A400}).size())` },
  {
    name: 'split into characters and joined',
    template: `$(${A400}.split("").join(${A400}).split("").size())`,
  },
  { name: 'a chain of split and join', template: fill('.split("a").join("aa")', 'pod') },
  { name: 'a chain of replace', template: fill('.replace("a","aaa")', 'pod') },
  { name: 'a chain of replace of nothing', template: fill('.replace("","ab")', 'pod') },
  {
    name: 'replace within replace',
    template: `$(${A400}.replace("a", ${A400}).replace("a", "${'b'.repeat(100)}"))`,
  },
  {
    name: 'a search that compares everything with everything',
    template: `$(${A400}.replace("a", "${'a'.repeat(150)}").contains("b" + ${A400}))`,
  },
  {
    name: 'many searches',
    template: `$(peers.all(p, ${A400}.indexOf("b" + pod) < ${A400}.lastIndexOf("b" + pod)))`,
  },
  {
    name: 'many comparisons of long strings',
    template: `$(peers.all(p, pod + pod + pod == pod + pod + pod))`,
  },
  { name: 'many comparisons of lists', template: '$(peers.all(p, peers == peers + []))' },
  { name: 'a list searched for each element', template: '$(peers.all(p, p in peers))' },
  { name: 'case changes that grow', template: fill('.upperAscii()', `"${'ΐ'.repeat(300)}"`) },
  { name: 'a list of many literals', template: fill('1,', '[', '1].size()') },
  { name: 'a list of many lists', template: fill('[1],', '[', '[1]].size()') },
  {
    name: 'a map of many literals',
    template: `$({${Array.from({ length: 120 }, (_, n) => `"${n}":1`).join(',')}}.size())`,
  },
  { name: 'a number of a thousand digits', template: fill('9') },
  { name: 'a product of large numbers', template: fill('9223372036854775807*', '', '1') },
  { name: 'a long name', template: fill('a') },
  { name: 'a very long name', template: `$(${'a'.repeat(1_000_000)})` },
  {
    name: 'many unknown functions',
    template: `$(${Array.from({ length: 150 }, (_, n) => `f${n}()`).join('+')})`,
  },
  { name: 'a function with many arguments', template: fill('1,', 'size(', '1)') },
  { name: 'white space', template: fill(' ', '1', '') },
  { name: 'signs and white space', template: fill(`-${' '.repeat(100)}`, '', '1') },
  { name: '__proto__ as a name', template: '$(__proto__)' },
  { name: '__proto__ as a key', template: '$({"__proto__": 1}["__proto__"])' },
  { name: '__proto__ of labels', template: '$(labels.__proto__.constructor)' },
  { name: 'constructor of labels', template: '$(labels.constructor)' },
  { name: 'constructor of a string', template: '$(pod.constructor("return 1")())' },
  ...bulk('1 MB', 1_000_000),
  // The longest that is looked at.
  ...bulk('256 KiB', 262_144),
  { name: '256 long expressions', template: `$("${'a'.repeat(1000)}".size())`.repeat(256) },
  { name: '256 expressions of many nodes', template: `$(${'1+'.repeat(80)}1)`.repeat(256) },
  { name: '256 costly expressions', template: '$(peers.map(p, p + p).size())'.repeat(256) },
  {
    name: 'a million peers',
    template: '$(peers.join(",").size())',
    variables: { peers: Array.from({ length: 1_000_000 }, () => 'web-1') },
  },
  {
    name: 'as many peers as the steps allow',
    template: '$(peers.map(p, p + pod.substring(0, 0)).size())',
    variables: { peers: Array.from({ length: 2000 }, () => 'w-1') },
  },
];

const text = (length: number, character = 'a') => `"${character.repeat(length)}"`;

/** Each is run with as many peers as the bounds just accept: what can be had for 50,000 steps. */
export const COSTLY_TEMPLATES: readonly string[] = [
  '$(peers.all(p, p == p))',
  '$(peers.map(p, p + "x").size())',
  '$(peers.all(a, peers.all(b, a != b || true)))',
  '$(peers.all(p, !("none" in peers)))',
  '$(peers.all(p, peers == peers + []))',
  '$(peers.all(p, (peers + peers).size() > 0))',
  '$(peers.map(p, [p]) == peers.map(p, [p]))',
  `$(peers.all(p, !(${text(300)}.contains("b" + ${text(100)}))))`,
  `$(peers.all(p, ${text(300)}.lastIndexOf(${text(100)} + "b") < 0))`,
  `$(peers.all(p, size(${text(900)}) > 0))`,
  `$(peers.all(p, ${text(300, 'ΐ')}.upperAscii() != p))`,
  `$(peers.all(p, ${text(900, ' ')}.trim() != p))`,
  `$(peers.all(p, ${text(900)}.split("").join("") != p))`,
  `$(peers.all(p, ${text(900)}.replace("", "b") != p))`,
  `$(peers.all(p, ${text(900)}.replace("a", "b", 450) != p))`,
  '$(peers.all(p, peers.join(",") != p))',
  '$(peers.all(p, {"a": 1, "b": 2, "c": 3} == {"a": 1, "b": 2, "c": 3}))',
  '$(peers.all(p, labels.map(k, k).size() > 0))',
  // Errors that are caught: each is made with a stack and a drawing.
  '$(peers.all(p, 1 / 0 > 0 || true))',
  '$(peers.exists(p, 1 / 0 > 0) || true)',
  '$(peers.exists(p, int(p) > 0) || true)',
  '$(peers.exists(p, int("x") > 0) || true)',
  '$(peers.exists(p, labels[p] == "") || true)',
  '$(peers.exists(p, -(-9223372036854775807 - 1) > 0) || true)',
  '$(peers.exists(p, 9223372036854775807 + ordinal > 0) || true)',
  '$(peers.exists(p, p.substring(99) == p) || true)',
  '$(peers.exists(p, p.indexOf("a", 99) == 0) || true)',
  '$(peers.exists(p, bool(p)) || true)',
];
