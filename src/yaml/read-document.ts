import { type Document, parseAllDocuments } from 'yaml';
import { MAX_REASON_LENGTH } from '../bounds/bounds.ts';
import { cutText } from '../bounds/cut-text.ts';
import { escapeLine } from '../bounds/escape-controls.ts';
import { DecodeError } from './decode.ts';
import { splitJson } from './split-documents.ts';

/**
 * The one document of the text that kubectl reads, and where another one begins, which it does not.
 *
 * @throws DecodeError
 */
export function readDocument(text: string): [document: Document | undefined, unread: number | undefined] {
  refuseUnreadable(text);
  const [document, next] = parseYaml(text);
  const [error] = document?.errors ?? [];
  if (error === undefined) return [document, next?.contents == null ? undefined : next.range[0]];
  // To the library, one mapping in brackets behind another one is an error; to kubectl, it is the next document.
  const [[first, second], behind] = splitJson(text);
  if (first === undefined) throw new DecodeError(noYaml(error), error.pos[0]);
  return [parseYaml(text.slice(0, first.start + first.text.length))[0], second?.start ?? behind];
}

function refuseUnreadable(text: string): void {
  const control = CONTROL.exec(text);
  if (control !== null) throw new DecodeError(NO_CONTROL, control.index);
  const directive = DIRECTIVE.exec(text);
  if (directive !== null) throw new DecodeError(NO_DIRECTIVE, directive[0].length - 1);
}

/** What go-yaml takes in a text. */
const CONTROL = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const NO_CONTROL = 'expected YAML, got a control character, which kubectl does not take: remove it';
const DIRECTIVE = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%/;
const NO_DIRECTIVE = 'expected no directive, which kubectl does not take: remove the line';

/**
 * Scalars stay texts, since the decoder knows better what they are; it takes keys that there are twice. Warnings would be
 * printed by Node.js, with whatever control characters are in the text.
 */
export function parseYaml(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  return 'empty' in documents ? [] : documents;
}

/** What is said of a text that the library cannot read. Such a one may be too deep for the stack. */
export function noYaml({ message }: Error): string {
  if (STACK.test(message)) return TOO_DEEP;
  return `expected YAML, got a text that is not: ${escapeLine(cutText(message, MAX_REASON_LENGTH))}`;
}

/** That of the engine, which the library passes on. */
const STACK = /^Maximum call stack size exceeded/;
const TOO_DEEP = 'expected YAML that can be read, got one that is nested too deep';
