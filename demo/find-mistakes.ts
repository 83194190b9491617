import { describeMissing } from '../src/kubelet/source-view.ts';
import type { ContainerView } from '../src/kubelet/view-containers.ts';
import type { ExpectedContainer, ExpectedPods } from './expectations.ts';

/** Says where the pods of an example differ from what they must see, each difference in a sentence. */
export function findMistakes(
  pods: readonly { readonly name: string; readonly containers: readonly ContainerView[] }[],
  expected: ExpectedPods,
): string[] {
  const gone = Object.keys(expected).filter(name => !pods.some(pod => pod.name === name));
  return [
    ...gone.map(name => `${name}: expected.yaml has it, but there is no such pod`),
    ...pods.flatMap(({ name, containers }) =>
      comparePod(containers, expected[name]).map(mistake => `${name}: ${mistake}`),
    ),
  ];
}

function comparePod(views: readonly ContainerView[], expected: ExpectedPods[string] | undefined): string[] {
  if (expected === undefined) return ['expected.yaml does not say what it must find'];
  const gone = Object.keys(expected).filter(name => !views.some(({ container }) => container === name));
  return [
    ...gone.map(name => `expected.yaml has container ${name}, but the pod has not`),
    ...views.flatMap(view =>
      compareContainer(view, expected[view.container]).map(
        mistake => `container ${view.container}: ${mistake}`,
      ),
    ),
  ];
}

function compareContainer(view: ContainerView, expected: ExpectedContainer | undefined): string[] {
  if (expected === undefined) return ['expected.yaml does not say what it must find'];
  const { files = {}, modes = {}, env = {} } = expected;
  const entries = view.mounts.flatMap(({ path, sources }) =>
    sources.flatMap(source => [...source.entries].map(([file, seen]) => [`${path}/${file}`, seen] as const)),
  );
  const texts = entries.map(([path, { content }]) => [path, String(content)] as const);
  const otherModes = entries.flatMap(([path, { mode }]) => (mode === '644' ? [] : [[path, mode] as const]));
  const variables = view.environment.flatMap(({ entries: seen }) => [...seen]);
  const sources = [...view.mounts.flatMap(mount => mount.sources), ...view.environment];
  return [
    ...sources.flatMap(({ missing }) => missing.map(part => `would wait for ${describeMissing(part)}`)),
    ...sources.flatMap(({ notes }) => notes),
    ...compare('file', files, Object.fromEntries(texts)),
    ...compare('mode of', modes, Object.fromEntries(otherModes)),
    ...compare('variable', env, Object.fromEntries(variables)),
  ];
}

function compare(
  what: string,
  expected: Readonly<Record<string, string>>,
  got: Readonly<Record<string, string>>,
): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return [...names]
    .filter(name => expected[name] !== got[name])
    .map(name => `${what} ${name}: expected ${quote(expected[name])}, got ${quote(got[name])}`);
}

function quote(text: string | undefined): string {
  return text === undefined ? 'none' : JSON.stringify(text);
}
