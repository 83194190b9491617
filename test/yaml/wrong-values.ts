const POD = 'spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, ';

/** The kind, what is beside `metadata.name`, what is in the object, and the end of the message. */
export const WRONG: readonly (readonly [kind: string, metadata: string, fields: string, message: RegExp])[] =
  [
    [
      'ConfigMap',
      'labels: {a: 5}',
      '',
      /^expected metadata\.labels\.a to be a text, got 5: put it in quotes$/,
    ],
    ['ConfigMap', 'annotations: {a: yes}', '', /^expected metadata\.annotations\.a to be a text, got true: /],
    ['ConfigMap', 'namespace: 5', '', /^expected metadata\.namespace to be a text, got 5: /],
    ['Service', 'labels: {a: 1.10}', '', /got 1\.1: put it in quotes$/],
    ['Service', 'annotations: {a: 5}', '', /^expected metadata\.annotations\.a to be a text, got 5: /],
    ['Service', 'annotations: {a: {b: c}}', '', /got a mapping: write \| above it$/],
    ['ConfigMap', '', 'data: {a: 5}', /^expected data\.a to be a text, got 5: put it in quotes$/],
    ['ConfigMap', '', 'data: {a: off}', /data\.a to be a text, got false: put it in quotes$/],
    ['ConfigMap', '', 'data: {a: {b: c}}', /got a mapping/],
    ['ConfigMap', '', 'data: x', /^expected data to be a mapping, got "x"$/],
    ['ConfigMap', '', 'binaryData: {a: 5}', /to be base64, got 5: encode it/],
    ['ConfigMap', '', 'binaryData: {a: YQ}', /to be base64, got "YQ": encode it/],
    ['ConfigMap', '', 'immutable: "true"', /to be true or false, got "true": leave the quotes out$/],
    ['Secret', '', 'data: {a: "Y Q=="}', /to be base64/],
    ['Secret', '', 'stringData: {a: 5}', /stringData\.a to be a text/],
    ['Secret', '', 'type: 5', /type to be a text/],
    ['StatefulSet', '', `${POD} workingDir: 5}]}}}`, /workingDir to be a text/],
    [
      'StatefulSet',
      '',
      `${POD} env: [{name: A, valueFrom: {configMapKeyRef: {name: m, key: n}}}]}]}}}`,
      /env\.0\.valueFrom\.configMapKeyRef\.key to be a text, got false/,
    ],
    [
      'StatefulSet',
      '',
      `${POD} volumeMounts: [{name: v, mountPath: /v, readOnly: "true"}]}], volumes: [{name: v, emptyDir: {}}]}}}`,
      /readOnly to be true or false/,
    ],
    [
      'StatefulSet',
      '',
      `${POD} }], volumes: [{name: v, configMap: {name: m, items: [{key: k, path: p, mode: "0400"}]}}]}}}`,
      /mode to be an integer, got "0400"/,
    ],
    ['StatefulSet', '', `${POD} }], nodeSelector: {a: true}}}}`, /nodeSelector\.a to be a text/],
  ];

/** The same with values that the API server takes. */
export const RIGHT: readonly (readonly [kind: string, metadata: string, fields: string])[] = [
  ['ConfigMap', 'labels: {a: "5", b: }, annotations: ', 'data: {a: "5", b: , c: 12:30, d: 2026-11-28}'],
  ['ConfigMap', '', 'binaryData: {a: YQ==, b: "YQ==\\n", c: }'],
  ['Secret', '', 'data: {a: , b: [1, 2]}\nimmutable: yes'],
  [
    'StatefulSet',
    '',
    `${POD} volumeMounts: [{name: v, mountPath: /v, readOnly: on}]}], volumes: [{name: v, configMap: {name: m, items: [{key: k, path: p, mode: 0400}], optional: }}]}}}`,
  ],
];

export const write = (kind: string, metadata: string, fields: string) =>
  `apiVersion: ${kind === 'StatefulSet' ? 'apps/v1' : 'v1'}\nkind: ${kind}\nmetadata: {name: a, ${metadata}}\n${
    kind === 'StatefulSet' ? fields.replace('spec: {', 'spec: {selector: {matchLabels: {a: b}}, ') : fields
  }\n`;
