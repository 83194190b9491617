// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is Flux's syntax, in texts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findSubstituted } from '../../src/lint/find-substituted.ts';
import { type FoundSet, readSet } from '../../src/preview/read-set.ts';
import { makeObject, makeObjects, makeSet } from './read-sets.ts';

const FLUX = 'kustomize.toolkit.fluxcd.io/v1';

const kustomization = (spec: object, apiVersion = FLUX) =>
  makeObject('Kustomization', 'apps', { apiVersion, spec }, { namespace: 'flux-system' });

const SUBSTITUTING = kustomization({ postBuild: { substitute: { cluster: 'a' } } });
const FROM_ELSEWHERE = kustomization({
  postBuild: { substituteFrom: [{ kind: 'ConfigMap', name: 'vars' }] },
});

const files = (text: string) => `volumes: [{mountPath: /a, files: {run.sh: '${text}'}}]`;

const find = (text: string, objects = [SUBSTITUTING]) =>
  findSubstituted(objects, [makeSet(text)]).map(({ message }) => message);

/** What Flux's function made of each, run with `cluster` for a variable. */
const ROWS: readonly [title: string, text: string, changed: string | undefined][] = [
  ['the short form', '/network/conf', undefined],
  ['an expression', files('$(ordinal)'), undefined],
  ['a literal $(', files('$$(x)'), '"$$" with "$"'],
  ['two dollars', files('kill $$'), '"$$" with "$"'],
  ['a string in an expression', files('$("$$")'), '"$$" with "$"'],
  ['four dollars', files('$$$$(x)'), '"$$" with "$"'],
  ['a dollar', files('$x $ '), undefined],
  [
    "a shell's expansion",
    files('${HOSTNAME##*-}'),
    '"${HOSTNAME##*-}" with the value of a variable, or nothing',
  ],
  ['a default', files('${PORT:-80}'), '"${PORT:-80}" with'],
  ['no name, which Flux rejects', files('${ a }'), '"${ a }" with'],
  ['no end, which Flux rejects', files('${a'), '"${a'],
  ['a variable of the Kustomization', files('${cluster}'), undefined],
  ['one beside another', files('${cluster} ${other}'), '"${other}"'],
  ['three dollars', files('$$${cluster}'), '"$$"'],
  ["Flux's own escape", files('$${HOSTNAME}'), undefined],
];

describe('Flux changes annotations before it applies them', () => {
  for (const [title, text, changed] of ROWS) {
    it(`${title}: ${changed ?? 'nothing'}`, () => {
      const messages = find(text);
      assert.equal(messages.length, changed === undefined ? 0 : 1);
      if (changed !== undefined) {
        assert.ok(messages[0]?.startsWith(`Flux replaces ${changed}`), String(messages[0]));
        assert.match(
          messages[0] ?? '',
          /Kustomization flux-system\/apps.*kustomize\.toolkit\.fluxcd\.io\/substitute: disabled$/,
        );
      }
    });
  }

  it('which is known by a Kustomization of Flux that substitutes, and by nothing else', () => {
    const text = files('$$(x)');
    assert.equal(find(text).length, 1);
    assert.equal(find(text, [FROM_ELSEWHERE]).length, 1);
    assert.deepEqual(find(text, []), []);
    for (const spec of [
      {},
      { postBuild: {} },
      { postBuild: null },
      { postBuild: { substitute: {} } },
      { postBuild: 1 },
      null,
    ])
      assert.deepEqual(find(text, [kustomization({ ...spec })]), [], JSON.stringify(spec));
    const { spec } = SUBSTITUTING.object as unknown as { spec: object };
    assert.deepEqual(find(text, [kustomization(spec, 'kustomize.config.k8s.io/v1beta1')]), []);
  });

  it('variables from elsewhere may be any, but not what only a shell does with them', () => {
    assert.deepEqual(find(files('${region}'), [FROM_ELSEWHERE]), []);
    assert.equal(find(files('${region##*-}'), [FROM_ELSEWHERE]).length, 1);
    assert.equal(find(files('${}'), [FROM_ELSEWHERE]).length, 1);
  });

  it('but for a StatefulSet that is left out, by an annotation or a label', () => {
    const key = 'kustomize.toolkit.fluxcd.io/substitute';
    const make = (metadata: object): FoundSet => {
      const [found] = makeObjects({
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'web', ...metadata },
        spec: {
          template: {
            metadata: { annotations: { 'per-pod-config': files('$$(x)') } },
            spec: { containers: [] },
          },
        },
      });
      const set = found && readSet(found);
      assert.ok(set && 'set' in set);
      return set;
    };
    const count = (metadata: object) => findSubstituted([SUBSTITUTING], [make(metadata)]).length;
    assert.equal(count({}), 1);
    assert.equal(count({ annotations: { [key]: 'disabled' } }), 0);
    assert.equal(count({ labels: { [key]: 'disabled' } }), 0);
    assert.equal(count({ labels: { [key]: 'Disabled' } }), 1);
  });

  it('the place is that of the text, and a set without the annotation has none', () => {
    const set = makeSet(files('ab $$(x)'));
    const [finding] = findSubstituted([SUBSTITUTING], [set]);
    const path = ['metadata', 'annotations', 'per-pod-config'];
    const { line, column } = set.found.locate(path, files('ab $$(x)').indexOf('$$'));
    assert.deepEqual([finding?.code, finding?.severity], ['flux-substitution', 'warning']);
    assert.deepEqual([finding?.line, finding?.column], [line, column]);
    assert.deepEqual(findSubstituted([SUBSTITUTING], [makeSet(null)]), []);
  });
});
