import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Cost, comparingWork, stepsOf } from '../../src/expression/cost.ts';
import {
  comprehensionCost,
  elementCost,
  listCost,
  literalCost,
  logicCost,
  mapCost,
  operatorCost,
  ternaryCost,
  unaryCost,
  variableSize,
} from '../../src/expression/node-costs.ts';
import { listSize, mapSize, SCALAR, type Size, stringSize } from '../../src/expression/size.ts';

const cost = (size: Size, steps = 0, fails = false): Cost => ({ size, steps, fails });
const WORDS = listSize(2, stringSize(3));
const MAP = mapSize(1, stringSize(2), stringSize(3), 5);

it('16 characters are a step; an element takes as long as 4 of them, what is nested 16 times its weight', () => {
  assert.equal(stepsOf(24), 1.5);
  const works: readonly (readonly [Size, number])[] = [
    [SCALAR, 0],
    [stringSize(7), 7],
    [WORDS, 16],
    [listSize(1, WORDS), 144],
    [listSize(1, MAP), 112],
    [MAP, 96],
  ];
  for (const [size, work] of works) assert.equal(comparingWork(size), work, JSON.stringify(size));
});

it('a literal costs nothing, and a string is as long as it is written', () => {
  assert.deepEqual(literalCost('abc'), cost(stringSize(3, 3)));
  assert.deepEqual(literalCost(7n), cost(SCALAR));
});

it('an element is looked up by all of its key, and may not be there', () => {
  const found = elementCost(cost(WORDS, 5), cost(stringSize(8), 1));
  assert.deepEqual(found, cost(stringSize(3), 6.5, true));
  assert.deepEqual(elementCost(cost(SCALAR), cost(SCALAR)).size, SCALAR);
});

it('a list and a map cost what their parts do, and fail when one of them does', () => {
  const parts = [cost(stringSize(3), 1), cost(stringSize(5), 2, true)];
  assert.deepEqual(listCost(parts), cost(listSize(2, stringSize(5), 8), 3, true));
  assert.deepEqual(listCost([]), cost(listSize(0, SCALAR)));
  const values = [cost(stringSize(1), 4), cost(stringSize(4), 8)];
  assert.deepEqual(mapCost(parts, values), cost(mapSize(2, stringSize(5), stringSize(4), 13), 15, true));
});

it('of all operators, those of arithmetic fail: an int can be too large, and nothing divides by 0', () => {
  for (const op of ['+', '-', '*', '/', '%']) {
    assert.equal(operatorCost(op, cost(SCALAR), cost(SCALAR)).fails, true, op);
  }
  for (const op of ['==', '!=', '<', '<=', '>', '>=', 'in']) {
    assert.equal(operatorCost(op, cost(SCALAR), cost(SCALAR)).fails, false, op);
  }
  assert.equal(unaryCost('-_', cost(SCALAR)).fails, true);
  assert.deepEqual(unaryCost('!_', cost(SCALAR, 3)), cost(SCALAR, 3));
});

it('two strings are copied or compared as a whole', () => {
  const [left, right] = [cost(stringSize(8), 1), cost(stringSize(24), 2)];
  assert.deepEqual(operatorCost('+', left, right), cost(stringSize(32), 5));
  assert.deepEqual(operatorCost('==', left, right), cost(SCALAR, 5));
});

it('the cheaper branch of a choice is free', () => {
  const [yes, no] = [cost(stringSize(1), 5), cost(stringSize(3), 3)];
  assert.deepEqual(ternaryCost(cost(SCALAR, 1), yes, no), cost(stringSize(3), 6));
  assert.deepEqual(ternaryCost(cost(SCALAR, 1), no, yes), cost(stringSize(3), 6));
});

it('an error that is caught costs 100 steps: on the left of && and ||', () => {
  const [safe, unsafe] = [cost(SCALAR, 1), cost(SCALAR, 2, true)];
  assert.deepEqual(logicCost(unsafe, safe), cost(SCALAR, 103, true));
  assert.deepEqual(logicCost(safe, unsafe), cost(SCALAR, 3, true));
});

it('a macro costs its body and 4 steps for each element, and 100 for each error that it catches', () => {
  const range = cost(listSize(3, stringSize(2)), 1);
  for (const name of ['all', 'exists', 'exists_one', 'filter', 'map']) {
    assert.equal(comprehensionCost(name, range, [cost(SCALAR, 2)]).steps, 19, name);
    const { steps, fails } = comprehensionCost(name, range, [cost(SCALAR, 2, true)]);
    assert.deepEqual([steps, fails], [name === 'all' || name === 'exists' ? 319 : 19, true], name);
  }
});

it('a macro that filters gives what is in its range, one that maps what its last body does', () => {
  const range = cost(listSize(3, stringSize(2), 5));
  const bodies = [cost(SCALAR), cost(stringSize(7))];
  assert.deepEqual(comprehensionCost('filter', range, bodies).size, range.size);
  assert.deepEqual(comprehensionCost('map', range, bodies).size, listSize(3, stringSize(7)));
  assert.deepEqual(comprehensionCost('exists', range, bodies).size, SCALAR);
});

it('the variable of a macro is an element of a list, or a key of a map', () => {
  assert.deepEqual(variableSize(cost(WORDS)), stringSize(3));
  assert.deepEqual(variableSize(cost(MAP)), stringSize(2));
  assert.deepEqual(variableSize(cost(SCALAR)), SCALAR);
});
