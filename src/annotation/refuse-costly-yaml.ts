import { CST, Lexer } from 'yaml';
import { MAX_YAML_NESTING, MAX_YAML_TOKENS } from '../bounds/bounds.ts';
import { AnnotationError } from './annotation-error.ts';

/**
 * The parser takes milliseconds for what a person would write, but up to half a minute for 256 KiB of nothing
 * but brackets, in which it holds up everybody else's pods; and how deep it can go depends on who calls it. The
 * lexer stops as soon as it is told to.
 *
 * @throws AnnotationError
 */
export function refuseCostlyYaml(text: string): void {
  const nesting = new Nesting();
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > MAX_YAML_TOKENS) {
      throw new AnnotationError(
        `expected a mapping with at most ${MAX_YAML_TOKENS} words and signs of YAML, got more`,
      );
    }
    if (nesting.read(token) > MAX_YAML_NESTING) {
      throw new AnnotationError(
        `expected YAML that is nested and indented by at most ${MAX_YAML_NESTING}, got one that goes deeper`,
      );
    }
  }
}

/** How deep lists and mappings can be within each other where the lexer is: at least as deep as they are. */
class Nesting {
  #brackets = 0;
  /** Of this line: its indentation, and the signs that begin something within it. */
  #line = 0;
  #isIndentation = true;

  read(token: string): number {
    const type = CST.tokenType(token);
    if (type === 'newline') this.#line = 0;
    if (type === 'space' && this.#isIndentation) this.#line += token.length;
    this.#isIndentation = type === 'newline';
    if (OPENING.has(type)) this.#brackets += 1;
    if (CLOSING.has(type)) this.#brackets = Math.max(0, this.#brackets - 1);
    if (this.#brackets > 0 || !BLOCK.has(type)) return this.#brackets;
    this.#line += 1;
    return this.#line;
  }
}

const OPENING = new Set<CST.TokenType | null>(['flow-map-start', 'flow-seq-start']);
const CLOSING = new Set<CST.TokenType | null>(['flow-map-end', 'flow-seq-end']);
const BLOCK = new Set<CST.TokenType | null>(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
