import { CERT_MANAGER } from './cert-manager/cert-manager.ts';
import { KRUISE } from './kruise/kruise.ts';
import { LWS } from './lws/lws.ts';
import type { Neighbour } from './neighbour.ts';
import { PROMETHEUS_OPERATOR } from './prometheus-operator/prometheus-operator.ts';

/** The programs of each neighbour; its tests are in the folder of the same name. The most used come first. */
export const NEIGHBOURS: Readonly<Record<string, readonly Neighbour[]>> = {
  kruise: [KRUISE],
  'cert-manager': [CERT_MANAGER],
  lws: [LWS],
  'prometheus-operator': [PROMETHEUS_OPERATOR],
};
