import { MAX_QUOTED_LENGTH } from '../../bounds/bounds.ts';
import { cutText } from '../../bounds/cut-text.ts';
import { escapeControls } from '../../bounds/escape-controls.ts';
import { quoteText, shortLine } from '../../bounds/quote-text.ts';
import { isObject } from '../../patch/json.ts';
import type { FieldDifference } from './compare-fields.ts';

/** What a new pod has in a field, for a sentence that goes on from "it gets". */
export function describeGain({ field, had, gets }: FieldDifference): string {
  if (gets === undefined) return `no ${shortLine(field)}`;
  return `${describeField(field, gets)}${had === undefined || isObject(had) ? '' : ` instead of ${describeValue(had)}`}`;
}

/** A field with its value: `metadata.labels.role "primary"`. Objects are only named. */
export function describeField(field: string, value: unknown): string {
  return isObject(value) ? shortLine(field) : `${shortLine(field)} ${describeValue(value)}`;
}

/** Values stand in the annotation, or in the template: whoever may read the StatefulSet knows them. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return quoteText(value);
  return escapeControls(cutText(JSON.stringify(value) ?? 'none', MAX_QUOTED_LENGTH));
}
