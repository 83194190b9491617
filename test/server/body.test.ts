import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Body } from '../../src/server/body.ts';
import { Load } from '../../src/server/load.ts';

const KIB = 1024;

describe('the body of a request', () => {
  let load: Load;
  let told: Error[];
  let body: Body;

  beforeEach(() => {
    load = new Load(() => 0);
    told = [];
    body = new Body(load, error => told.push(error));
  });

  const rows: readonly [title: string, lengths: readonly number[]][] = [
    ['that is empty', []],
    ['of one piece', [3]],
    ['of single bytes', [1, 1, 1, 1, 1]],
    ['with empty pieces', [0, 1, 0, 2]],
    ['that fills the first block', [KIB, 127 * KIB]],
    ['of one byte more', [KIB, 127 * KIB, 1]],
    ['of ever larger pieces', [1, 128 * KIB, 200 * KIB, 900 * KIB, 1]],
  ];
  for (const [title, lengths] of rows) {
    it(`${title} is put together, and counted until it is dropped`, () => {
      const pieces = lengths.map((length, index) => String.fromCharCode(97 + index).repeat(length));
      let length = 0;
      for (const piece of pieces) {
        length += piece.length;
        assert.equal(body.add(Buffer.from(piece)), length);
        assert.equal(load.bytes, length);
      }
      assert.equal(body.take(), pieces.join(''));
      assert.equal(load.bytes, length);
      body.drop();
      assert.equal(load.bytes, 0);
    });
  }

  it('is copied into blocks of 128 KiB at least, each twice as large as what there was or as large as need be', t => {
    const { mock } = t.mock.method(Buffer, 'allocUnsafeSlow');
    const sizes = () => mock.calls.map(({ arguments: [size] }) => Number(size) / KIB);
    for (const length of [KIB, KIB, 126 * KIB]) body.add(Buffer.alloc(length));
    assert.deepEqual(sizes(), [128]);
    for (const length of [1, 128 * KIB - 1]) body.add(Buffer.alloc(length));
    assert.deepEqual(sizes(), [128, 256]);
    body.add(Buffer.alloc(300 * KIB));
    assert.deepEqual(sizes(), [128, 256, 556]);
  });

  it('is read as UTF-8 only once it is whole', () => {
    for (const byte of Buffer.from('a\u20acb')) body.add(Buffer.of(byte));
    assert.equal(body.take(), 'a\u20acb');
  });

  it('that is refused is kept no longer, nor is what comes of it, and that is told once', () => {
    const error = new Error('refused');
    body.add(Buffer.from('abc'));
    assert.equal(body.isRefused, false);
    body.refuse(error);
    body.refuse(new Error('again'));
    assert.equal(body.isRefused, true);
    assert.equal(body.add(Buffer.from('def')), 0);
    assert.deepEqual([told, load.bytes, body.take()], [[error], 0, '']);
  });

  it('gives up as one of too many bytes', () => {
    body.giveUp();
    assert.deepEqual([told.length, told[0]?.name], [1, 'OverloadError']);
  });
});
