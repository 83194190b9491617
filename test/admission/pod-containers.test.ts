import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PodContainers } from '../../src/admission/pod-containers.ts';

const named = (...names: string[]) => names.map(name => ({ name }));
const pod = {
  metadata: {},
  spec: { initContainers: named('setup', 'proxy'), containers: named('server', 'agent') },
};
const pointers = (names: string[] | undefined) =>
  new PodContainers(pod).select(names, 'volumes[0]').map(({ pointer }) => pointer);

describe('the containers of a pod', () => {
  it('are all, init containers first, where none are named', () => {
    assert.deepEqual(pointers(undefined), [
      '/spec/initContainers/0',
      '/spec/initContainers/1',
      '/spec/containers/0',
      '/spec/containers/1',
    ]);
  });

  it('are those that are named and exist', () => {
    assert.deepEqual(pointers(['agent', 'added-later', 'proxy']), [
      '/spec/containers/1',
      '/spec/initContainers/1',
    ]);
  });

  it('can be a single one', () => assert.deepEqual(pointers(['agent']), ['/spec/containers/1']));

  it('with one name are both selected: the API server refuses such a pod later, in its own words', () => {
    const twice = { metadata: {}, spec: { containers: named('a', 'a') } };
    assert.equal(new PodContainers(twice).select(['a'], 'env[0]').length, 2);
  });

  it('of which none is named so are an error with a suggestion', () => {
    assert.throws(() => pointers(['sever']), {
      message:
        'volumes[0]: expected containers to name one of setup, proxy, server, agent; got sever: did you mean server?',
    });
    assert.throws(() => pointers(['x']), { message: /got x$/ });
  });

  it('of which there are thousands are not all told', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `container-${index}`);
    const containers = new PodContainers({ metadata: {}, spec: { containers: named(...many) } });
    assert.throws(
      () => containers.select(Array(100).fill('unknown'), 'env[0]'),
      ({ message }: Error) => message.includes('container-9 and 4,990 more') && message.length < 500,
    );
  });
});
