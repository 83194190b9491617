import type { ASTNode } from '@marcbachmann/cel-js';
import { ExpressionError } from './expression-error.ts';
import type { ExpressionSource } from './expression-source.ts';

/** A reference to a variable whose own text has a mistake: that one has been told, and this is none. */
export class BrokenReference extends ExpressionError {
  override name = 'BrokenReference';

  constructor(source: ExpressionSource, { start, end }: ASTNode) {
    super('the variable has a mistake of its own', source.template, source.offset + start, end - start);
  }
}
