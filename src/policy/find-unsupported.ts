import type { Annotation } from '../annotation/annotation.ts';
import { isShortForm } from '../annotation/parse-annotation.ts';
import { readMapping } from '../annotation/read-mapping.ts';
import { listNames } from '../bounds/list-names.ts';
import { FIELDS } from './exported-fields.ts';
import { type Refusal, RefusalCode } from './refusal.ts';
import { codeVariables } from './variable-codes.ts';

/** What no policy does of what an annotation asks for, each kind once for the whole annotation. */
export function findUnsupported({ uses }: Annotation, text: string): Refusal[] {
  const places = new Map<RefusalCode, string[]>();
  for (const { where, code } of listRefused(text)) places.set(code, [...(places.get(code) ?? []), where]);
  const known = codeVariables('', '');
  const values = [...uses].filter(name => !Object.hasOwn(known, name));
  if (values.length > 0) places.set(RefusalCode.newerValue, values);
  return [...places].map(([code, names]) => ({ code, message: describe(code, listNames(names)) }));
}

function describe(code: RefusalCode, names: string): string {
  return `${names}: ${REASONS[code] ?? REASONS[RefusalCode.newerField]}: use the webhook`;
}

const REASONS: Partial<Record<RefusalCode, string>> = {
  [RefusalCode.variables]: "export writes no policy for an annotation's own variables",
  [RefusalCode.when]: 'export writes no policy that leaves elements out',
  [RefusalCode.patches]: 'export writes no policy that merges patches into a pod',
  [RefusalCode.valueFrom]: 'export writes no policy for a variable that is read from elsewhere',
  [RefusalCode.newerField]: 'export writes no policy for this field',
  [RefusalCode.newerValue]: 'a policy does not know this value',
};

interface Refused {
  /** In the annotation: `volumes[1].when`. */
  readonly where: string;
  readonly code: RefusalCode;
}

function listRefused(text: string): Refused[] {
  return isShortForm(text) ? [] : walk(readMapping(text).value, '', '');
}

/** @param kind the path with `[]` for each index, as the table has it. */
function walk(value: unknown, where: string, kind: string): Refused[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => walk(item, `${where}[${index}]`, `${kind}[]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const [at, of] = [where, kind].map(path => (path === '' ? name : `${path}.${name}`)) as [string, string];
    const code = FIELDS[of] ?? RefusalCode.newerField;
    if (code === 'names') return [];
    return code === 'exported' ? walk(member, at, of) : [{ where: at, code }];
  });
}
