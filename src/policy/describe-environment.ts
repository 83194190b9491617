import type { Annotation } from '../annotation/annotation.ts';
import { listReceivers } from '../annotation/list-receivers.ts';
import type { Text, Value } from './cel.ts';
import type { PrintField } from './field-printer.ts';

/** A variable of the annotation, or an object of `envFrom`. */
export interface PolicyVariables {
  readonly where: string;
  /** As the core API has it. */
  readonly value: { readonly [field: string]: Value };
  readonly containers: readonly string[] | undefined;
  readonly required: readonly string[] | undefined;
  /** For the status. */
  readonly content: Value;
}

/** Those that have a value of their own; others are refused. */
export function describeEnv({ env }: Pick<Annotation, 'env'>, print: PrintField): PolicyVariables[] {
  return env.flatMap(request => {
    const { where, name, source, containers } = request;
    if (source.kind !== 'value') return [];
    const value = { name, value: print(source.value) };
    return [{ where, value, containers: listReceivers(request), required: containers, content: name }];
  });
}

export function describeEnvFrom(
  { envFrom }: Pick<Annotation, 'envFrom'>,
  print: PrintField,
): PolicyVariables[] {
  return envFrom.map(request => {
    const { kind, prefix, optional } = request;
    const name: Text = print(request.name, 'name');
    const reference = { name, ...(optional === undefined ? {} : { optional }) };
    return {
      where: request.where,
      value: { ...(prefix === undefined || prefix === '' ? {} : { prefix }), [`${kind}Ref`]: reference },
      containers: listReceivers(request),
      required: request.containers,
      content: { [kind]: name },
    };
  });
}
