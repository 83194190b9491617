import fc from 'fast-check';
import { arbitraryAnnotation, CONTAINERS, VOLUMES } from './arbitrary-annotation.ts';
import { arbitraryContainers } from './arbitrary-containers.ts';
import { word } from './arbitrary-parts.ts';
import { arbitraryVolumes } from './arbitrary-pod-volumes.ts';

/** A case as JSON has it; `readCase` knows its type. */
export const arbitraryCase = fc.record({
  owner: fc.oneof(
    { weight: 30, arbitrary: fc.constant('StatefulSet') },
    { weight: 1, arbitrary: fc.constant('ReplicaSet') },
  ),
  ordinal: fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.nat({ max: 12 }) }),
  annotation: fc.option(
    arbitraryAnnotation.filter(one => Object.keys(one).length > 0),
    { freq: 40 },
  ),
  pod: fc.record(
    {
      annotations: fc.option(fc.dictionary(fc.constantFrom('note', 'a~1b/c'), fc.constantFrom('', 'x'))),
      spec: fc.record(
        {
          containers: arbitraryContainers(CONTAINERS.slice(0, 2), 1),
          initContainers: fc.option(arbitraryContainers(['init', 'init-2'], 0)),
          volumes: fc.option(arbitraryVolumes([...VOLUMES, 'other'], 4)),
          future: word,
        },
        { requiredKeys: ['containers'] },
      ),
    },
    { requiredKeys: ['spec'] },
  ),
  later: fc.record({
    containers: arbitraryContainers(['later-a'], 0),
    initContainers: arbitraryContainers(['later-b'], 0),
    volumes: arbitraryVolumes(['later-v'], 1),
    env: fc.subarray([{ name: 'PROXY', value: 'x' }]),
    volumeMounts: fc.subarray([{ name: 'later-v', mountPath: '/var/run/later', readOnly: true }]),
  }),
});
