/** Whether an object can have this name (a DNS subdomain): what else somebody writes must not become part of a path. */
export function isObjectName(name: string): boolean {
  return /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}
