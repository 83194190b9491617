// Publishes the types of a pod's fields, from the models of the Kubernetes client. The program reads only what is written here:
// to load the models takes 80 MB.
import { writeFileSync } from 'node:fs';
import { renderPodTypes } from './pod-types/render-pod-types.ts';

writeFileSync(new URL('../src/patch/pod-types.ts', import.meta.url), await renderPodTypes());
