import type { VariableName } from '../expression/pod-variables.ts';

/** Variables whose values change when the StatefulSet is scaled. */
export const SCALED_VARIABLES = ['replicas', 'ordinals', 'peers', 'pods'] as const satisfies VariableName[];

/** Those of them that list all pods. */
export const LISTING_VARIABLES = ['ordinals', 'peers', 'pods'] as const satisfies VariableName[];
