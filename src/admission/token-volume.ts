/** The name that the plugin ServiceAccount gives the volume of the token, with five random characters. */
const TOKEN = /^kube-api-access-[a-z0-9]{5}$/;

export function isTokenVolume(name: unknown): boolean {
  return typeof name === 'string' && TOKEN.test(name);
}
