import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { quoteText, shortLine } from '../bounds/quote-text.ts';
import { findTargets } from './find-targets.ts';
import { type Resolved, resolveScalar } from './resolve-scalar.ts';

/** What a document holds. */
export interface Decoded {
  readonly value: unknown;
  /** What kubectl reads otherwise than it looks. */
  readonly remarks: readonly Remark[];
}

export interface Remark {
  readonly message: string;
  /** Offset in the text. */
  readonly at: number;
}

/** What kubectl, too, cannot read. */
export class DecodeError extends Error {
  override name = 'DecodeError';
  readonly at: number;

  /** @param at an offset in the text, or the node that it is about. */
  constructor(message: string, at: number | Node | null | undefined) {
    super(message);
    this.at = typeof at === 'number' ? at : (at?.range?.[0] ?? 0);
  }
}

/**
 * A document as kubectl decodes it (sigs.k8s.io/yaml, which stands on go-yaml v2). Its schema must be the one that leaves all
 * scalars texts.
 *
 * @param text of the document.
 * @throws DecodeError
 */
export function decodeDocument(document: Document, text: string): Decoded {
  const decoder = new Decoder(document, text);
  return { value: decoder.decode(document.contents), remarks: decoder.remarks };
}

/** Undefined for a key that kubectl does not take. */
export function nameKey(node: unknown): string | undefined {
  return isScalar(node) ? resolve(node).key : undefined;
}

function resolve(node: Scalar): Resolved {
  try {
    return resolveScalar(node.tag, node.source ?? '', node.type === Scalar.PLAIN);
  } catch (error) {
    throw unreadable((error as Error).message, node);
  }
}

type Members = Map<string, unknown>;

class Decoder {
  readonly remarks: Remark[] = [];
  private readonly targets: ReadonlyMap<Alias, Node>;
  /** Of those that are being followed. */
  private readonly followed = new Set<Alias>();
  private readonly text: string;
  private decoded = 0;
  private repeated = 0;

  constructor(document: Document, text: string) {
    this.text = text;
    this.targets = findTargets(document);
  }

  decode(node: unknown): unknown {
    this.count(node);
    if (isAlias(node)) return this.follow(node, target => this.decode(target));
    if (isScalar(node)) return this.decodeScalar(node);
    if (isSeq(node)) return node.items.map(item => this.decode(item));
    return isMap(node) ? Object.fromEntries(this.decodeMap(node, new Map())) : null;
  }

  /** As go-yaml does: of few values nearly all may come from aliases, of many only a tenth. */
  private count(node: unknown): void {
    this.decoded += 1;
    if (this.followed.size > 0) this.repeated += 1;
    if (this.repeated <= MIN_REPEATED || this.decoded <= MIN_DECODED) return;
    const share = Math.min(1, Math.max(0, (this.decoded - FEW) / (MANY - FEW)));
    if (this.repeated <= this.decoded * (0.99 - 0.89 * share)) return;
    throw unreadable('expected few values to come from aliases, got too many', node as Node);
  }

  private follow<T>(alias: Alias, read: (target: Node) => T): T {
    const target = this.targets.get(alias);
    if (target === undefined)
      throw unreadable(`there is no anchor ${shortLine(alias.source)} before this alias`, alias);
    if (this.followed.has(alias)) throw unreadable('the alias is within its own anchor', alias);
    this.followed.add(alias);
    const value = read(target);
    this.followed.delete(alias);
    return value;
  }

  private decodeScalar(node: Scalar): unknown {
    this.refuseEscapes(node);
    const { value } = resolve(node);
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw unreadable(`expected a number that JSON has, got ${shortLine(node.source ?? '')}`, node);
  }

  /** JSON has them, and YAML 1.2; go-yaml does not. */
  private refuseEscapes(node: unknown): void {
    if (!isScalar(node) || node.type !== Scalar.QUOTE_DOUBLE || !node.range) return;
    const written = this.text.slice(node.range[0], node.range[1]).replaceAll(/\\[^u/]/g, '');
    const [found] = /\\(?:\/|ud[89a-f]..)/i.exec(written) ?? [];
    if (found === undefined) return;
    throw unreadable(`expected the character itself, got its escape ${found}`, node);
  }

  private decodeMap(map: YAMLMap, into: Members): Members {
    const seen = new Set<string>();
    for (const pair of map.items) {
      if (isMergeKey(pair.key)) this.merge(pair.value, into);
      else this.decodePair(pair, into, seen);
    }
    return into;
  }

  private decodePair({ key: node, value }: Pair, into: Members, seen: Set<string>): void {
    const key = isAlias(node) ? this.follow(node, target => nameKey(target)) : nameKey(node);
    this.refuseEscapes(node);
    if (key === undefined) throw unreadable(NO_KEY, node as Node);
    if (this.followed.size === 0) this.compare(node as Node, key, seen);
    seen.add(key);
    into.set(key, this.decode(value));
  }

  private compare(node: Node, key: string, seen: ReadonlySet<string>): void {
    const source = isScalar(node) ? (node.source ?? '') : key;
    const at = node.range?.[0] ?? 0;
    if (source !== key && isScalar(node) && node.tag === undefined) {
      const message = `kubectl names this key ${quoteText(key)}: put ${shortLine(source)} in quotes`;
      this.remarks.push({ message, at });
    }
    if (seen.has(key)) {
      const message = `the key ${quoteText(key)} is there already; kubectl takes the last one: remove one of them`;
      this.remarks.push({ message, at });
    }
  }

  /** Overrides what stands before it, and gives way to what stands behind: not as YAML defines it, but as kubectl has it. */
  private merge(value: unknown, into: Members): void {
    // The first of a list that has a key is the one that counts.
    const sources = isSeq(value) ? (value as YAMLSeq).items.toReversed() : [value];
    for (const source of sources) {
      if (isMap(source)) this.decodeMap(source, into);
      else if (isAlias(source)) this.follow(source, target => this.decodeMap(asMap(target), into));
      else asMap(source);
    }
  }
}

const NO_KEY = 'expected a text, a number or a boolean as the key';

const MIN_REPEATED = 100;
const MIN_DECODED = 1_000;
const FEW = 400_000;
const MANY = 4_000_000;

function unreadable(message: string, node: Node | null | undefined): DecodeError {
  return new DecodeError(`expected YAML that kubectl reads: ${message}`, node);
}

function asMap(node: unknown): YAMLMap {
  if (isMap(node)) return node;
  throw unreadable('expected a mapping, or a list of mappings, after the merge key <<', node as Node);
}

function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.source !== '<<') return false;
  return key.tag === undefined ? key.type === Scalar.PLAIN : key.tag === 'tag:yaml.org,2002:merge';
}
