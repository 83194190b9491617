/** Why no policy can do what an annotation asks for; docs/export-policy.md lists them. */
export const RefusalCode = {
  denied: 'denied',
  onStatefulSet: 'on-statefulset',
  needsParams: 'needs-params',
  notAscii: 'not-ascii',
  differs: 'differs',
  openKruise: 'openkruise',
  valueFrom: 'value-from',
  windows: 'windows',
  variables: 'variables',
  when: 'when',
  patches: 'patches',
  newerField: 'newer-field',
  newerValue: 'newer-value',
  tooLarge: 'too-large',
} as const;

export type RefusalCode = (typeof RefusalCode)[keyof typeof RefusalCode];

export interface Refusal {
  readonly code: RefusalCode;
  /** What cannot be done, where, and what to do instead. */
  readonly message: string;
}
