// Run in a process of its own, with a small heap: reads many bad annotations, and writes how many were
// refused and how much memory was in use before and after, as JSON.
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import { configurePod } from '../../src/annotation/configure-pod.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { WEB_2 } from '../expression/web-2.ts';

const inEnv = (template: string) => `env: [{name: A, value: ${JSON.stringify(template)}}]`;

/** Bad in the ways that make a library remember something: names, calls, types, syntax, values, fields. */
const BAD = [
  (n: number) => inEnv(`$(unknown${n})`),
  (n: number) => inEnv(`$(unknown${n}())`),
  (n: number) => inEnv(`$(size(${'1,'.repeat(n % 30)}1))`),
  (n: number) => inEnv(`$("a${n}" + ${n})`),
  (n: number) => inEnv(`$([[${n}]] == {"a${n}": 1})`),
  (n: number) => inEnv(`$(labels.missing${n})`),
  (n: number) => inEnv(`$(${n} +)`),
  (n: number) => inEnv(`$("${n}`),
  (n: number) => inEnv(`$(peers[${n} + 1000])`),
  (n: number) => inEnv(`$([${n}].map(x, [[[x]]]))`),
  (n: number) => `volumes: [{mountPath: /a${n}, configMap: "B${n}"}]`,
  (n: number) => `volumes: [{mountpath${n}: /a}]`,
  (n: number) => `unknown${n}: [`,
  (n: number) => `relative/${n}`,
  (n: number) => `/a${n}/..`,
  (n: number) => `&a${n} {b: *a${n}}`,
];

process.stdout.write(JSON.stringify([read(0, 10_000), read(10_000, 110_000)]));

function read(from: number, to: number) {
  let refused = 0;
  for (let n = from; n < to; n += 1) if (isRefused(BAD[n % BAD.length]?.(n) ?? '')) refused += 1;
  globalThis.gc?.();
  return { refused, bytes: process.memoryUsage().heapUsed };
}

function isRefused(text: string): boolean {
  try {
    configurePod(parseAnnotation(text), WEB_2);
    return false;
  } catch (error) {
    return error instanceof AnnotationError;
  }
}
