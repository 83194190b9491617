import type { Annotation } from '../annotation/annotation.ts';
import { bindPolicies } from './bind-policies.ts';
import { type Cel, printLines, printValue } from './cel.ts';
import { describeEnv, describeEnvFrom, type PolicyVariables } from './describe-environment.ts';
import { type Described, printStatus } from './describe-status.ts';
import { describeVolumes, type PolicyVolume } from './describe-volumes.ts';
import { FieldPrinter } from './field-printer.ts';
import { listMutations } from './list-mutations.ts';
import { listValidations } from './list-validations.ts';
import { lookAtPod } from './look-at-pod.ts';
import { matchAnnotation } from './match-annotation.ts';
import { isNumbered, matchConstraints, matchOwner, NO_MIRROR, STATUS, type Target } from './match-pods.ts';
import { namePolicy } from './name-policy.ts';
import {
  checkAmongReplicas,
  codeVariables,
  defineVariables,
  NEED_SET,
  type PolicyVariable,
} from './variable-codes.ts';

/** What policies do, and for which pods. */
export interface PolicyRequest {
  readonly target: Target;
  readonly annotation: Annotation;
  /** Of the annotation. */
  readonly text: string;
  readonly onTemplate: boolean;
}

/** The objects that configure the pods of a StatefulSet without a webhook, and that deny those that they cannot configure. */
export function makePolicies(request: PolicyRequest): object[] {
  const { target, annotation, text, onTemplate } = request;
  const name = namePolicy(target.namespace, target.name, annotation.hash);
  const readsSet = !onTemplate || NEED_SET.some(variable => annotation.variables.has(variable));
  const { variables, files, parts } = describe(target, annotation);
  const { isThere, isCurrent } = matchAnnotation(text, onTemplate);
  const common = {
    failurePolicy: 'Fail',
    ...(readsSet ? { paramKind: { apiVersion: target.apiVersion, kind: 'StatefulSet' } } : {}),
    matchConstraints: matchConstraints(target),
  };
  const mine = [matchOwner(target, readsSet), NO_MIRROR, { name: 'annotated', expression: isThere }];
  const mutating = {
    ...common,
    reinvocationPolicy: 'IfNeeded',
    matchConditions: [
      ...mine,
      { name: 'numbered', expression: isNumbered(target.name) },
      { name: 'exported', expression: isCurrent },
    ],
    variables,
    mutations: listMutations(parts, files),
  };
  const validating = {
    ...common,
    matchConditions: mine,
    variables: [{ name: 'exported', expression: isCurrent }, ...variables],
    validations: listValidations(target, name),
  };
  return bindPolicies({ name, mutating, validating, param: readsSet ? target.name : undefined });
}

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
    ...lookAtPod(parts, [...checkAmongReplicas(annotation.variables), ...printer.mistakes]),
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
