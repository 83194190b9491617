/** Whether a field is one of some, or within one of them: `spec.containers[mysql].image` is within `spec.containers[mysql]`. */
export function isWithin(field: string, others: readonly string[]): boolean {
  return others.some(other => field === other || startsBelow(field, other));
}

/** Whether a field is one of some, or has one of them within it. */
export function holdsOne(field: string, others: readonly string[]): boolean {
  return others.some(other => field === other || startsBelow(other, field));
}

function startsBelow(field: string, other: string): boolean {
  return field.startsWith(`${other}.`) || field.startsWith(`${other}[`);
}
