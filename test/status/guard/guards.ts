import type { Guard, Guards } from '../../../src/status/guard/guard-facts.ts';

const ABSENT: Guard = { policy: undefined, binding: undefined };
const UNREAD: Guard = { policy: 'unknown', binding: 'unknown' };

export const NO_GUARD: Guards = { template: ABSENT, StatefulSet: ABSENT };
export const UNREAD_GUARD: Guards = { template: UNREAD, StatefulSet: UNREAD };

const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
const matchConstraints = {
  resourceRules: rules,
  objectSelector: { matchExpressions: [{ key: 'statefulset.kubernetes.io/pod-name', operator: 'Exists' }] },
  namespaceSelector: {
    matchExpressions: [{ key: 'per-pod-config', operator: 'NotIn', values: ['disabled'] }],
  },
};

/** As the component installs them. */
export const GUARD = {
  template: {
    policy: {
      spec: {
        matchConstraints,
        matchConditions: [
          {
            name: 'annotated',
            expression: "has(object.metadata.annotations) && 'per-pod-config' in object.metadata.annotations",
          },
        ],
      },
    },
    binding: { spec: { policyName: 'per-pod-config-guard', validationActions: ['Deny'] } },
  },
  StatefulSet: {
    policy: {
      spec: {
        paramKind: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
        matchConstraints,
        matchConditions: [
          {
            name: 'controlled',
            expression:
              'has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(owner, has(owner.controller) && ' +
              'owner.controller && owner.uid == params.metadata.uid)',
          },
          {
            name: 'annotated',
            expression: "has(params.metadata.annotations) && 'per-pod-config' in params.metadata.annotations",
          },
        ],
      },
    },
    binding: {
      spec: {
        policyName: 'per-pod-config-guard-statefulset',
        validationActions: ['Deny'],
        paramRef: { selector: {} },
      },
    },
  },
} satisfies Guards;
