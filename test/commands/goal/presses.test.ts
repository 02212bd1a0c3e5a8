import { afterAll, beforeAll, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { dataOf, frontDoor } from '../front-door.ts';

let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
});
afterAll(() => door.close());

test('the form of a goal shows no amount that its reader does not see, and saved again it loses none', async () => {
  await door.says('mia', 'goal solvang refund €7k and answer within a day');
  const { buttons } = await door.says('mia', 'goal solvang');
  const begun = await door.sends('mia', 'goal.begin', dataOf(buttons, 'Change'));
  expect(begun.text).toMatch(/answer within a day/);
  expect(begun.text).not.toMatch(/7k/);
  const [typed] = (begun.form?.fields ?? []).flatMap((field) =>
    field.kind === 'text' && field.id === 'what' ? [field.value ?? ''] : [],
  );
  const { action = '', data } = begun.form?.submit ?? {};
  const saved = await door.submits('mia', action, data, { what: typed ?? '', due: '1 dec' });
  expect(saved.text).toMatch(/answer within a day · by 1 Dec/);
  const { customer } = dataOf(buttons, 'Change');
  const open = await door.store.goals.open(CustomerId.parse(customer));
  expect(open.map(({ what }) => what)).toEqual(['refund €7k and answer within a day']);
});

test('another department’s goal opens no form for a forged press, and cannot be changed', async () => {
  await door.says('ana', 'goal globex renew for €50k');
  const { buttons } = await door.says('ana', 'goal globex');
  const data = dataOf(buttons, 'Change');
  const begun = await door.sends('mia', 'goal.begin', data);
  expect(begun.form).toBeNull();
  expect(begun.text).toMatch(/That is the goal of Sales/);
  const values = { what: 'mine', due: '' };
  expect((await door.submits('mia', 'goal.save', { id: 'x', ...data }, values)).text).toMatch(
    /That is the goal of Sales/,
  );
  for (const action of ['goal.reached', 'goal.withdraw'])
    expect((await door.sends('mia', action, data)).text).toMatch(/That is the goal of Sales/);
  expect((await door.sends('mia', 'goal.reached', { goal: 'nothing' })).text).toMatch(
    /no longer here[\s\S]*Type goal and the customer’s name/,
  );
  expect((await door.sends('mia', 'goal.show', { customer: 7 })).text).toMatch(
    /from an older message/,
  );
});
