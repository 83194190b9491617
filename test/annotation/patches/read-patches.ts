import type { PatchRequest } from '../../../src/annotation/annotation.ts';
import { boundField } from '../../../src/annotation/field.ts';
import { Mistakes } from '../../../src/annotation/mistakes.ts';
import type { Note } from '../../../src/annotation/note.ts';
import { configurePatch } from '../../../src/annotation/patches/configure-patch.ts';
import { parsePatch } from '../../../src/annotation/patches/parse-patch.ts';
import { readMapping } from '../../../src/annotation/read-mapping.ts';
import type { WrittenPatch } from '../../../src/annotation/schema/long-form.ts';
import { OwnVariables } from '../../../src/expression/own-variables.ts';
import type { PodVariables } from '../../../src/expression/pod-variables.ts';
import { variableSizes } from '../../../src/expression/variable-sizes.ts';
import { variableValues } from '../../../src/expression/variable-values.ts';
import { WEB_2 } from '../../expression/web-2.ts';

export interface ReadPatches {
  readonly requests: readonly PatchRequest[];
  readonly notes: readonly Note[];
  /** Worked out for a pod; none where there is a mistake. */
  readonly patches: readonly unknown[];
  /** The first line of each mistake. */
  readonly mistakes: readonly string[];
  readonly characters: number;
}

/** Reads an annotation that has nothing but patches, and works them out for a pod. */
export function readPatches(text: string, variables: PodVariables = WEB_2): ReadPatches {
  const mistakes = new Mistakes();
  const mapping = readMapping(text);
  const { patches } = mapping.value as { readonly patches: readonly WrittenPatch[] };
  const requests = patches.flatMap(
    (written, index) =>
      parsePatch(written, ['patches', index], {
        mapping,
        mistakes,
        notes: [],
        variables: new OwnVariables(),
      }) ?? [],
  );
  const fields = requests.flatMap(request => request.fields);
  const uses = new Set(fields.flatMap(({ template }) => [...template.variables]));
  const { ordinal } = variables;
  for (const field of fields) boundField(field, variableSizes(variables, uses), ordinal);
  const values = variableValues(variables, uses);
  const refused = new Set<never>();
  const pod = { ordinal, values, characters: 0, mistakes, refused, guesses: undefined, told: new Set() };
  const configured = requests.flatMap(request => configurePatch(request, pod) ?? []);
  return {
    requests,
    notes: requests.flatMap(({ notes }) => notes),
    patches: configured.map(({ patch }) => patch),
    mistakes: (mistakes.error?.mistakes ?? []).map(({ message }) => message.split('\n', 1)[0] ?? ''),
    characters: pod.characters,
  };
}
