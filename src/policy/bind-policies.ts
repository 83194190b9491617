/** Two policies of one name. */
export interface Policies {
  readonly name: string;
  readonly mutating: object;
  readonly validating: object;
  /** The StatefulSet that they read. */
  readonly param: string | undefined;
}

/**
 * The objects of two policies and their bindings. A binding without a namespace reads its parameter in that of the pod. Where the
 * API server does not know the StatefulSet yet, the pod is denied, and the controller tries again.
 */
export function bindPolicies({ name, mutating, validating, param }: Policies): object[] {
  const metadata = { name, labels: LABELS };
  const paramRef = param === undefined ? {} : { paramRef: { name: param, parameterNotFoundAction: 'Deny' } };
  const make = (kind: string, spec: object) => ({ apiVersion: API_VERSION, kind, metadata, spec });
  return [
    make('MutatingAdmissionPolicy', mutating),
    make('MutatingAdmissionPolicyBinding', { policyName: name, ...paramRef }),
    make('ValidatingAdmissionPolicy', validating),
    make('ValidatingAdmissionPolicyBinding', { policyName: name, validationActions: ['Deny'], ...paramRef }),
  ];
}

const API_VERSION = 'admissionregistration.k8s.io/v1';
const LABELS = { 'app.kubernetes.io/name': 'per-pod-config', 'app.kubernetes.io/component': 'policy' };
