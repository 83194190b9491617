import type { PodVariables } from '../../src/expression/pod-variables.ts';

/** The pod of the examples: the second of a StatefulSet that begins at ordinal 1. */
export const WEB_2: PodVariables = {
  ordinal: 2,
  index: 1,
  pod: 'web-2',
  set: 'web',
  ns: 'prod',
  service: 'web-headless',
  domain: 'cluster.local',
  fqdn: 'web-2.web-headless.prod.svc.cluster.local',
  replicas: 3,
  ordinals: [1, 2, 3],
  peers: ['web-1', 'web-2', 'web-3'],
  pods: [1, 2, 3].map(ordinal => ({
    ordinal,
    name: `web-${ordinal}`,
    fqdn: `web-${ordinal}.web-headless.prod.svc.cluster.local`,
  })),
  labels: { role: 'db', secret: 'hidden', 'app.kubernetes.io/name': 'web', port: '8080', empty: '' },
  annotations: { 'example.com/zone': 'b' },
};
