import { POD, typeOfField, type ValueType } from '../../patch/value-type.ts';

/** Where a field belongs that a mapping does not have, of those that people take for each other; undefined where it is known to none. */
export function findRightfulOwner(name: string): string | undefined {
  if (isFieldAt(name, ['spec'])) return 'it is a field of the pod: write it under spec';
  if (isFieldAt(name, CONTAINERS))
    return 'it is a field of containers: write it in an element of spec.containers';
  if (isFieldAt(name, ['spec', SECURITY])) return `it is a field of the pod: write it under spec.${SECURITY}`;
  if (isFieldAt(name, [...CONTAINERS, SECURITY])) {
    return `it is a field of containers: write it under ${SECURITY} of an element of spec.containers`;
  }
  return OF_SETS.has(name) ? 'it is a field of the StatefulSet, and a patch has those of a pod' : undefined;
}

const CONTAINERS = ['spec', 'containers'];
const SECURITY = 'securityContext';

/** Of its spec. */
const OF_SETS: ReadonlySet<string> = new Set([
  ...[
    'minReadySeconds',
    'ordinals',
    'persistentVolumeClaimRetentionPolicy',
    'podManagementPolicy',
    'replicas',
  ],
  ...[
    'revisionHistoryLimit',
    'selector',
    'serviceName',
    'template',
    'updateStrategy',
    'volumeClaimTemplates',
  ],
]);

function isFieldAt(name: string, path: readonly string[]): boolean {
  const type = path.reduce<ValueType>((at, field) => fieldOf(at, field), POD);
  const owner = type.kind === 'list' ? type.items : type;
  return owner.kind === 'object' && owner.fields.has(name);
}

function fieldOf(type: ValueType, field: string): ValueType {
  const owner = type.kind === 'list' ? type.items : type;
  return owner.kind === 'object' ? typeOfField(owner, field) : owner;
}
