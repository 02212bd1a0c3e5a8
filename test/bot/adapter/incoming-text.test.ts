import { expect, test } from 'vitest';
import { incomingJson, incomingText } from '../../../bot/adapter/incoming-text.ts';

test('NUL and halves of surrogate pairs are taken out, whole pairs stay', () => {
  expect(incomingText('a\0b\ud83dc\ude00d 😀 é\u0301 👩‍👩‍👧')).toBe('abcd 😀 é\u0301 👩‍👩‍👧');
});

test('of everything in a body, and nothing else is changed', () => {
  const body = JSON.parse('{"a\\u0000":["\\ud800x",1,null,true,{"__proto__":"y\\u0000"}]}');
  const clean = incomingJson(body);
  expect(JSON.stringify(clean)).toBe('{"a":["x",1,null,true,{"__proto__":"y"}]}');
  expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
});
