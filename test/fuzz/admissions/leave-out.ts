import type { WrittenAnnotation, WrittenCondition, WrittenVolume } from './admission-case.ts';

/** The elements that a pod gets, and the others. */
export interface Chosen {
  readonly annotation: WrittenAnnotation;
  readonly leftOut: readonly { readonly where: string; readonly when: string }[];
}

/** Leaves out each element whose condition does not hold. A volume keeps the number that its name has. */
export function leaveOut(annotation: WrittenAnnotation, ordinal: number): Chosen {
  const leftOut: { where: string; when: string }[] = [];
  const choose = <T extends WrittenCondition>(list: string, elements: readonly T[] = []) =>
    elements.filter(({ when = true }, index) => {
      if (holds(when, ordinal)) return true;
      leftOut.push({ where: `${list}[${index}]`, when: String(when) });
      return false;
    });
  const chooseSources = (volume: WrittenVolume & { readonly index: number }) =>
    volume.sources === undefined
      ? volume
      : { ...volume, sources: choose(`volumes[${volume.index}].sources`, volume.sources) };
  const volumes = annotation.volumes?.map((volume, index) => ({ ...volume, index }));
  return {
    annotation: {
      volumes: choose('volumes', volumes).map(chooseSources),
      env: choose('env', annotation.env),
      envFrom: choose('envFrom', annotation.envFrom),
    },
    leftOut,
  };
}

/** Those that the schema of cases knows. */
function holds(when: string | boolean, ordinal: number): boolean {
  const values: Readonly<Record<string, boolean>> = {
    true: true,
    false: false,
    'ordinal == 2': ordinal === 2,
    'ordinal < 2': ordinal < 2,
    'pod == "web-2"': ordinal === 2,
  };
  const value = values[String(when)];
  if (value === undefined) throw new Error(`the model does not know ${when}`);
  return value;
}
