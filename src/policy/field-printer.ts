import type { Field } from '../annotation/field.ts';
import { Cel, printText, type Text } from './cel.ts';
import { type Checked, checkText } from './check-text.ts';
import type { VariableCodes } from './print-expression.ts';
import { printTemplate } from './print-template.ts';
import type { PolicyVariable } from './variable-codes.ts';

/** Writes a text of the annotation, to be checked as what it becomes. */
export type PrintField = (field: Field, checked?: Checked) => Text;

/** Writes the texts of an annotation, each with expressions as a variable of the policy. */
export class FieldPrinter {
  readonly variables: PolicyVariable[] = [];
  /** CEL that gives what is wrong with the texts, or empty ones. */
  readonly mistakes: string[] = [];
  readonly #codes: VariableCodes;

  constructor(codes: VariableCodes) {
    this.#codes = codes;
  }

  readonly print: PrintField = ({ template, place }, checked) => {
    const text = printTemplate(template, this.#codes);
    if (!(text instanceof Cel)) return text;
    const name = this.#nameVariable(place.where);
    this.variables.push({ name, expression: text.code });
    const code = `variables.${name}`;
    if (checked !== undefined) {
      const { condition, expected } = checkText(code, checked);
      const mistake = `${printText(`${place.where}: expected ${expected}, got `)} + ${code}`;
      this.mistakes.push(`${condition} ? "" : ${mistake}`);
    }
    return new Cel(code);
  };

  /** As the annotation calls the text, in letters that CEL takes. */
  #nameVariable(where: string): string {
    const name = where.replace(/\W+/g, '_').replace(/_$/, '').slice(0, MAX_NAME_LENGTH);
    const isTaken = this.variables.some(variable => variable.name === name);
    return isTaken ? `${name}_${this.variables.length}` : name;
  }
}

const MAX_NAME_LENGTH = 60;
