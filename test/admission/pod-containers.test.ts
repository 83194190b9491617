import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PodContainers } from '../../src/admission/pod-containers.ts';

const named = (...names: string[]) => names.map(name => ({ name }));
const pod = {
  metadata: {},
  spec: { initContainers: named('setup', 'proxy'), containers: named('server', 'agent') },
};
const pointers = (containers: string[] | undefined, injectedContainers?: string[]) =>
  new PodContainers(pod)
    .select({ containers, injectedContainers }, 'volumes[0]')
    .map(({ pointer }) => pointer);

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

  it('are those that another webhook may have added, as far as they are there, without a complaint', () => {
    assert.deepEqual(pointers(undefined, ['later', 'proxy']), ['/spec/initContainers/1']);
    assert.deepEqual(pointers(undefined, ['later']), []);
    assert.deepEqual(pointers(['server'], ['later', 'server']), ['/spec/containers/0']);
    assert.throws(() => pointers(['sever'], ['proxy']), /got sever: did you mean server\?/);
  });

  it('can be a single one', () => assert.deepEqual(pointers(['agent']), ['/spec/containers/1']));

  it('with one name are both selected: the API server refuses such a pod later, in its own words', () => {
    const twice = { metadata: {}, spec: { containers: named('a', 'a') } };
    assert.equal(new PodContainers(twice).select({ containers: ['a'] }, 'env[0]').length, 2);
  });

  it('of which none is named so are an error with a suggestion', () => {
    assert.throws(() => pointers(['sever']), {
      message:
        'volumes[0]: expected containers to name one of setup, proxy, server, agent; got sever: did you mean server? A container that another webhook adds goes into injectedContainers',
    });
    assert.throws(() => pointers(['x']), {
      message: /got x; a container that another webhook adds goes into injectedContainers$/,
    });
  });

  it('of which there are thousands are not all told', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `container-${index}`);
    const containers = new PodContainers({ metadata: {}, spec: { containers: named(...many) } });
    assert.throws(
      () => containers.select({ containers: Array(100).fill('unknown') }, 'env[0]'),
      ({ message }: Error) => message.includes('container-9 and 4,990 more') && message.length < 500,
    );
  });
});
