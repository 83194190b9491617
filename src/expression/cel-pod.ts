import type { Replica } from './pod-variables.ts';

/** A value of the type `Pod` as the library takes it: it tells the types of objects by their class, and ints by BigInt. */
export class CelPod {
  readonly ordinal: bigint;
  readonly name: string;
  readonly fqdn: string;

  constructor({ ordinal, name, fqdn }: Replica) {
    this.ordinal = BigInt(ordinal);
    this.name = name;
    this.fqdn = fqdn;
  }
}
