import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sentenceOf } from '../../src/admission/conflict.ts';
import { dataInTheWay } from '../../src/admission/describe-conflict.ts';

it('data in the way is told with its own remedy, if there is one, and with what the annotation may say instead', () => {
  const volume = {
    where: 'volumes[0]',
    volume: { name: 'v' },
    containers: undefined,
    contents: [],
    replaces: true,
  };
  const replaced = { ...volume, mount: undefined };
  const mounted = { ...volume, mount: { name: 'v', mountPath: '/a', readOnly: true } } as const;
  const start =
    'volume "v" of the pod is data, which is never replaced, because the pod may need what it holds; ';
  const other = 'name another volume in volumes[0] of the annotation, or give a mountPath there and no name';
  const rename = 'give another name, or none, in volumes[0] of the annotation';
  assert.equal(sentenceOf(dataInTheWay(replaced, { what: 'data' })), start + other);
  assert.equal(sentenceOf(dataInTheWay(mounted, { what: 'data' })), start + rename);
  assert.equal(
    sentenceOf(dataInTheWay(mounted, { what: 'data', remedy: 'remove it' })),
    `${start}remove it, or ${rename}`,
  );
});
