import type { Annotation } from '../annotation/annotation.ts';
import { type Cel, printLines, printText, printValue } from './cel.ts';
import { describeEnv, describeEnvFrom, type PolicyVariables } from './describe-environment.ts';
import { type Described, printStatus } from './describe-status.ts';
import { describeVolumes, type PolicyVolume } from './describe-volumes.ts';
import { FieldPrinter } from './field-printer.ts';
import { listMutations } from './list-mutations.ts';
import { lookAtPod } from './look-at-pod.ts';
import {
  ANNOTATIONS,
  isNumbered,
  matchConstraints,
  matchOwner,
  NO_MIRROR,
  STATUS,
  type Target,
} from './match-pods.ts';
import { namePolicy } from './name-policy.ts';
import { codeVariables, defineVariables, type PolicyVariable } from './variable-codes.ts';

/** What a policy does, and for which pods. */
export interface PolicyRequest {
  readonly target: Target;
  readonly annotation: Annotation;
  /** Of the annotation. */
  readonly text: string;
}

/** The objects that configure the pods of a StatefulSet without a webhook, and that deny those that they cannot configure. */
export function makePolicies({ target, annotation, text }: PolicyRequest): object[] {
  const name = namePolicy(target.namespace, target.name, annotation.hash);
  const metadata = { name, labels: LABELS };
  const { variables, files, parts } = describe(target, annotation);
  const isCurrent = `${ANNOTATIONS}[?"per-pod-config"].orValue("") == ${printText(text)}`;
  const mutating = {
    failurePolicy: 'Fail',
    reinvocationPolicy: 'IfNeeded',
    matchConstraints: matchConstraints(target),
    matchConditions: [
      matchOwner(target, false),
      NO_MIRROR,
      { name: 'numbered', expression: isNumbered(target.name) },
      { name: 'annotated', expression: isCurrent },
    ],
    variables,
    mutations: listMutations(parts, files),
  };
  const validating = {
    failurePolicy: 'Fail',
    matchConstraints: matchConstraints(target),
    matchConditions: [
      matchOwner(target, false),
      NO_MIRROR,
      { name: 'annotated', expression: `"per-pod-config" in ${ANNOTATIONS}` },
    ],
    variables: [{ name: 'current', expression: isCurrent }, ...variables],
    validations: listValidations(target, name),
  };
  return [
    { apiVersion: API_VERSION, kind: 'MutatingAdmissionPolicy', metadata, spec: mutating },
    { apiVersion: API_VERSION, kind: 'MutatingAdmissionPolicyBinding', metadata, spec: { policyName: name } },
    { apiVersion: API_VERSION, kind: 'ValidatingAdmissionPolicy', metadata, spec: validating },
    {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

const API_VERSION = 'admissionregistration.k8s.io/v1';
const LABELS = { 'app.kubernetes.io/name': 'per-pod-config', 'app.kubernetes.io/component': 'policy' };

function describe({ name, namespace }: Target, annotation: Annotation) {
  const printer = new FieldPrinter(codeVariables(name, namespace));
  const texts = new Map<string, Cel | string>();
  const described: Described = {
    volumes: describeVolumes(annotation, printer.print, texts),
    env: describeEnv(annotation, printer.print),
    envFrom: describeEnvFrom(annotation, printer.print),
  };
  const { volumes, env, envFrom } = described;
  const parts = { volumes: volumes.length > 0, env: env.length > 0, envFrom: envFrom.length > 0 };
  const variables: PolicyVariable[] = [
    ...defineVariables(name, annotation.variables),
    ...printer.variables,
    ...(parts.volumes ? [{ name: 'volumes', expression: printLines(volumes.map(printVolume)) }] : []),
    ...(parts.env ? [{ name: 'env', expression: printLines(env.map(printVariables)) }] : []),
    ...(parts.envFrom ? [{ name: 'envFrom', expression: printLines(envFrom.map(printVariables)) }] : []),
    { name: 'status', expression: printStatus(described, annotation.hash) },
    { name: 'seen', expression: `${STATUS} == variables.status` },
    ...lookAtPod(parts, printer.mistakes),
  ];
  return { variables, parts, files: new Map([...texts].map(([key, text]) => [key, printValue(text)])) };
}

function printVolume({ where, volume, mount, path, containers, required }: PolicyVolume): string {
  const subPath = mount['subPath'] ?? '';
  return printValue({ where, volume, mount, path, subPath, containers, required }, '  ');
}

function printVariables({ where, value, containers, required }: PolicyVariables): string {
  return printValue({ where, value, containers, required }, '  ');
}

function listValidations({ name }: Target, policy: string) {
  const head = 'per-pod-config: ';
  return [
    {
      expression: isNumbered(name),
      message: `${head}expected the pod to be named ${name}-<ordinal>`,
    },
    {
      expression: `!variables.current || size(variables.mistakes) == 0`,
      messageExpression: `${printText(head)} + variables.mistakes.join("; ")`,
    },
    {
      expression: `variables.current ? variables.seen : ${STATUS}.startsWith("{\\"ordinal\\":" + string(variables.ordinal) + ",")`,
      messageExpression: `variables.current ? ${printText(`${head}the pod was not configured: check that MutatingAdmissionPolicy ${policy} and its binding exist`)} : ${printText(`${head}the annotation is not the one that was exported: export the policy again`)}`,
    },
  ];
}
