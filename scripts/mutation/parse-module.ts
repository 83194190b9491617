import { stripTypeScriptTypes } from 'node:module';
import { type Program, parse } from 'acorn';

/**
 * The JavaScript in a TypeScript file: types become spaces, so every place stays where it is.
 *
 * @throws SyntaxError
 */
export function stripTypes(text: string): string {
  return stripTypeScriptTypes(text);
}

/** @throws SyntaxError */
export function parseModule(code: string): Program {
  return parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
}
