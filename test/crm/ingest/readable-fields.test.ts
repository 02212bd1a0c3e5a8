import { expect, test } from 'vitest';
import { readableFields } from '../../../crm/ingest/readable-fields.ts';

test('an item is shown by its paths, without what is empty', () => {
  const item = {
    id: 7,
    owner: { name: 'Ana', team: null },
    lines: [{ no: 1 }],
    sizes: [1, 2],
    note: '',
  };
  expect(readableFields(item, 10)).toEqual({
    fields: [
      { path: 'id', value: '7' },
      { path: 'owner.name', value: 'Ana' },
      { path: 'lines.0.no', value: '1' },
      { path: 'sizes', value: '1, 2' },
    ],
    more: 0,
  });
  expect(readableFields(item, 1)).toMatchObject({ fields: [{ path: 'id' }], more: 3 });
});

test.each([
  { api_key: 'x' },
  { auth: { accessToken: 'x' } },
  { headers: { Authorization: 'x' } },
  { client_secret: { a: 'x', b: ['x'] } },
  { password: ['x'] },
  { note: 'sk_live_abc' },
  { note: 'Bearer abc' },
  { notes: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'] },
])('%j is hidden', (item) => {
  expect(readableFields(item, 10).fields.map(({ value }) => value)).toEqual([null]);
});

test('a long name and a long value are cut', () => {
  const [field] = readableFields({ ['n'.repeat(1000)]: 'v'.repeat(1000) }, 10).fields;
  expect([field?.path.length, field?.value?.length]).toEqual([80, 120]);
});
