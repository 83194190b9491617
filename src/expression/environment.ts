import { Environment } from '@marcbachmann/cel-js';
import { MAX_BRACKET_DEPTH } from '../bounds/bounds.ts';
import { CelPod } from './cel-pod.ts';
import { POD_FIELDS, VARIABLE_TYPES } from './pod-variables.ts';
import { replaceText } from './replace-text.ts';

/** The library remembers every name and number of arguments that it is asked for, and forgets none. */
const FAILURES_UNTIL_REMADE = 1000;

let environment: Environment | undefined;
let failures = 0;

/** The library, set up with our variables and functions. Always ask anew: it is remade now and then. */
export function celEnvironment(): Environment {
  environment ??= makeEnvironment();
  return environment;
}

/** To be called for each expression that the library was given and that was refused. */
export function countFailure(): void {
  if (++failures < FAILURES_UNTIL_REMADE) return;
  failures = 0;
  environment = undefined;
}

function makeEnvironment(): Environment {
  const made = new Environment({
    unlistedVariablesAreDyn: false,
    homogeneousAggregateLiterals: true,
    enableOptionalTypes: false,
    limits: {
      maxDepth: 2 * MAX_BRACKET_DEPTH,
      maxListElements: 512,
      maxMapEntries: 256,
      maxCallArguments: 4,
    },
  });
  made.registerType('Pod', { ctor: CelPod, fields: { ...POD_FIELDS } });
  for (const [name, type] of Object.entries(VARIABLE_TYPES)) made.registerVariable(name, type);
  // Without `async: false` the library takes every call for one that may return a promise.
  made.registerFunction('string.replace(string, string): string', replaceText, { async: false });
  made.registerFunction('string.replace(string, string, int): string', replaceText, { async: false });
  return made;
}
