/** For how long certificates are made, in days, or fractions of one. */
export interface Lifetimes {
  readonly caDays: number;
  readonly certDays: number;
}
