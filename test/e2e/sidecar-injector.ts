// Runs in a pod of the test cluster, with nothing but Node.js: no imports of the project.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';

const SIDECAR = {
  name: 'injected',
  image: 'docker.io/library/busybox:1',
  imagePullPolicy: 'IfNotPresent',
  command: ['sleep', 'infinity'],
  env: [{ name: 'INJECTED', value: 'yes' }],
};

createServer({ cert: readFileSync('/tls/tls.crt'), key: readFileSync('/tls/tls.key') }, async (req, res) => {
  const { apiVersion, kind, request } = JSON.parse(await text(req));
  const names: string[] = request.object.spec.containers.map(({ name }: { name: string }) => name);
  const patch = names.includes(SIDECAR.name)
    ? []
    : [{ op: 'add', path: '/spec/containers/-', value: SIDECAR }];
  const response = {
    uid: request.uid,
    allowed: true,
    patchType: 'JSONPatch',
    patch: Buffer.from(JSON.stringify(patch)).toString('base64'),
  };
  res.setHeader('content-type', 'application/json').end(JSON.stringify({ apiVersion, kind, response }));
}).listen(8443);
