import { compileSchema } from '../annotation/compile-schema.ts';
import { type Decision, prefixOf } from './decision.ts';
import { ReviewError } from './review-error.ts';

export const REVIEW_API_VERSION = 'admission.k8s.io/v1';
export const REVIEW_KIND = 'AdmissionReview';

/** The part of an admission request that we read. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly operation: string;
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string };
  readonly subResource?: string;
  readonly name?: string;
  /** Where the object is created; `metadata.namespace` of the object itself is empty at admission. */
  readonly namespace?: string;
  readonly dryRun?: boolean;
  readonly object?: unknown;
  /** What an UPDATE replaces. */
  readonly oldObject?: unknown;
}

/** The answer, as it goes over the wire. */
export interface AdmissionReview {
  readonly apiVersion: typeof REVIEW_API_VERSION;
  readonly kind: typeof REVIEW_KIND;
  readonly response: AdmissionResponse;
}

export interface AdmissionResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: { readonly code: number; readonly message: string };
  readonly patchType?: 'JSONPatch';
  /** Base64 of the JSON Patch. */
  readonly patch?: string;
  readonly warnings?: readonly string[];
  readonly auditAnnotations: { readonly reason: string };
}

/**
 * Reads the body of a call from the API server.
 *
 * @throws ReviewError naming the place.
 */
export function parseReview(body: unknown): AdmissionRequest {
  if (isReview(body)) return body.request;
  throw ReviewError.fromSchema('review', isReview.errors);
}

/** The uid of a review that is malformed elsewhere, so that even then there is a valid answer. */
export function findUid(body: unknown): string | undefined {
  const request = body !== null && typeof body === 'object' && 'request' in body ? body.request : undefined;
  const uid = request !== null && typeof request === 'object' && 'uid' in request ? request.uid : undefined;
  return typeof uid === 'string' && uid.length > 0 && uid.length <= MAX_UID_LENGTH ? uid : undefined;
}

/** Puts a decision into the answer that the API server expects. */
export function answer(uid: string, decision: Decision): AdmissionReview {
  return {
    apiVersion: REVIEW_API_VERSION,
    kind: REVIEW_KIND,
    response: respond(uid, decision),
  };
}

function respond(uid: string, decision: Decision): AdmissionResponse {
  const auditAnnotations = { reason: decision.reason };
  const prefix = prefixOf(decision.reason);
  switch (decision.outcome) {
    case 'deny':
      return {
        uid,
        auditAnnotations,
        allowed: false,
        status: { code: decision.code, message: prefix + decision.message },
      };
    case 'allow':
      return { uid, auditAnnotations, allowed: true, ...warn(prefix, decision.warnings) };
    case 'mount':
      return {
        uid,
        auditAnnotations,
        allowed: true,
        ...patch(decision.operations),
        ...warn(prefix, decision.warnings),
      };
  }
}

function warn(prefix: string, warnings: readonly string[]): Pick<AdmissionResponse, 'warnings'> {
  return warnings.length === 0 ? {} : { warnings: warnings.map(warning => prefix + warning) };
}

/** Both members or none: an empty patch would be refused. */
function patch(operations: readonly unknown[]): Pick<AdmissionResponse, 'patch' | 'patchType'> {
  return operations.length === 0 ? {} : { patchType: 'JSONPatch', patch: encode(operations) };
}

function encode(operations: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(operations)).toString('base64');
}

/** A uid is a UUID of 36 characters; more than this is not worth echoing. */
const MAX_UID_LENGTH = 256;

const string = { type: 'string' } as const;

const isReview = compileSchema<{ readonly request: AdmissionRequest }>({
  type: 'object',
  required: ['apiVersion', 'kind', 'request'],
  properties: {
    apiVersion: { const: REVIEW_API_VERSION },
    kind: { const: REVIEW_KIND },
    request: {
      type: 'object',
      required: ['uid', 'operation', 'resource'],
      properties: {
        uid: { type: 'string', minLength: 1, maxLength: MAX_UID_LENGTH },
        operation: string,
        resource: {
          type: 'object',
          required: ['group', 'version', 'resource'],
          properties: { group: string, version: string, resource: string },
        },
        subResource: string,
        name: string,
        namespace: string,
        dryRun: { type: 'boolean' },
      },
    },
  },
});
