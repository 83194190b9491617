import { compileSchema } from '../annotation/compile-schema.ts';
import { dropNulls } from './drop-nulls.ts';
import { listOf, objectWith, type Pod, podSpec, string, strings } from './pod.ts';
import { ReviewError } from './review-error.ts';

/** A StatefulSet, as far as its pods are made from it. */
export interface StatefulSetObject {
  readonly apiVersion: string;
  readonly metadata: {
    readonly name: string;
    readonly uid?: string;
    readonly annotations?: Readonly<Record<string, string>> | null;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly replicas?: number;
    readonly serviceName?: string;
    /** Not checked. */
    readonly selector?: unknown;
    readonly ordinals?: { readonly start?: number };
    /** OpenKruise's: ordinals that no pod is made for, `3` or `3-5`. */
    readonly reserveOrdinals?: readonly (number | string)[] | null;
    readonly updateStrategy?: {
      readonly type?: string | null;
      /** How pods follow the template is OpenKruise's, too. */
      readonly rollingUpdate?: {
        readonly podUpdatePolicy?: string | null;
        readonly partition?: number | string;
      } | null;
    } | null;
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[] | null;
    readonly template: {
      readonly metadata?: {
        readonly labels?: Readonly<Record<string, string>> | null;
        readonly annotations?: Readonly<Record<string, string>> | null;
      };
      readonly spec: Pod['spec'];
    };
  };
}

/**
 * Checks the shape of what we read of a StatefulSet, and gives it without its nulls: a custom resource, such as
 * OpenKruise's, keeps them, and its controller decodes them as the API server does.
 *
 * @param where its place, for the message.
 * @throws ReviewError naming the place.
 */
export function parseStatefulSet(object: unknown, where: string): StatefulSetObject {
  const set = dropNulls(object);
  if (isStatefulSet(set)) return set;
  throw ReviewError.fromSchema(where, isStatefulSet.errors);
}

const count = { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 } as const;

const text = { type: 'string', nullable: true } as const;

function orNull(schema: object) {
  return { ...schema, nullable: true } as const;
}

const isStatefulSet = compileSchema<StatefulSetObject>(
  objectWith(
    {
      apiVersion: string,
      metadata: objectWith({ name: string, uid: string, annotations: strings, deletionTimestamp: string }, [
        'name',
      ]),
      spec: objectWith(
        {
          replicas: count,
          serviceName: string,
          ordinals: objectWith({ start: count }, []),
          reserveOrdinals: listOf({ type: ['integer', 'string'] }),
          updateStrategy: orNull(
            objectWith({ type: text, rollingUpdate: orNull(objectWith({ podUpdatePolicy: text }, [])) }, []),
          ),
          volumeClaimTemplates: listOf(
            objectWith({ metadata: objectWith({ name: string }, ['name']) }, ['metadata']),
          ),
          template: objectWith(
            { metadata: objectWith({ labels: strings, annotations: strings }, []), spec: podSpec },
            ['spec'],
          ),
        },
        ['template'],
      ),
    },
    ['apiVersion', 'metadata', 'spec'],
  ),
);
