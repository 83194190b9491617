import type { System } from '../annotation/clean-path.ts';
import type { Pod } from './pod.ts';

/** The system that a pod asks for. One that says nothing is taken for Linux, as by the API server. */
export function systemOf({ os }: Pod['spec']): System {
  return Object(os).name === 'windows' ? 'windows' : 'linux';
}
