import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { frontDoor } from '../commands/front-door.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const HOUR = 3_600_000;
const [LEA, ANA, BEN, MIA, RAJ, OTTO] = [
  'lea@rapport.example',
  'ana@rapport.example',
  'ben.osei@mail.example',
  'mia@mail.example',
  'raj@mail.example',
  'otto@other.example',
];
/** The account that the CRM knows him by. */
const RAJ_OWN = 'raj@rapport.example';
const PEOPLE = [
  { email: LEA, name: 'Lea Brandt' },
  { email: ANA, name: 'Ana Ruiz' },
  // Colleagues whose accounts carry addresses that the CRM does not know.
  { email: BEN, name: 'Ben Osei' },
  { email: MIA, name: 'Mia Hoffmann' },
  { email: RAJ, name: 'R. P.' },
  { email: RAJ_OWN, name: 'Raj Patel' },
  { email: OTTO, name: 'Otto', standing: 'outsider' as const },
];

test('who is nobody yet can press nothing but their own answer', async () => {
  const door = await frontDoor();
  const ana = (await door.store.people.byEmail(ANA))!;
  expect((await door.sends('stranger', 'people.yes', { person: ana.id })).text).toContain(
    'That question is over',
  );
  expect((await door.sends('stranger', 'people.yes', { somebody: 1 })).text).toContain(
    'from an older message',
  );
  const forged = { platform: 'slack', tenant: 'T1', user: 'stranger', person: ana.id, yes: 'yes' };
  for (const who of ['kim', 'lea'])
    expect((await door.sends(who, 'people.confirm', forged)).text, who).toMatch(
      /Only the colleague whose name it is|That question is over/,
    );
  expect((await door.sends('ana', 'people.confirm', forged)).text).toContain(
    'That question is over',
  );
  for (const action of [
    'people.show',
    'people.ask-all',
    'people.settle-all',
    'customer.show',
    'people.constructor',
  ])
    expect((await door.sends('stranger', action, {})).text, action).toContain(
      'I know no colleague with your e-mail address',
    );
  expect((await door.sends('ana', 'people.ask-all', {})).text).toContain(
    'That is for administrators',
  );
  await door.close();
});

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => clock.now,
      records: demoOrganisation(NOW),
      channels: [{ name: '#sales', members: [LEA, ANA] }],
    });
    for (const email of [BEN, MIA, RAJ, RAJ_OWN, OTTO])
      await chat.as(email).says('customer brightwater');
  });
  afterAll(() => chat.close());

  const answers = async (email: string) => (await chat.as(email).says('customer brightwater')).text;
  const KNOWN = /Owner/;
  const UNKNOWN = 'I know no colleague with your e-mail address';
  const onRecord = async () =>
    (await chat.store.audit.search({ limit: 30 }))
      .filter(({ action }) => action === 'admin')
      .map(({ detail }) => detail);

  test('the review is for administrators, and on record', async () => {
    expect((await chat.as(ANA).says('people')).text).toContain('That is for administrators');
    expect((await chat.store.audit.search({ limit: 1 }))[0]).toMatchObject({
      action: 'refused',
      detail: { why: 'not-an-administrator' },
    });
  });

  test('it shows the accounts that are nobody’s, without outsiders', async () => {
    const { text } = await chat.as(LEA).says('people');
    expect(text).toMatch(/3 accounts are nobody’s[\s\S]*R\. P\./);
    expect(text).toContain('looks like Ben Osei (Success)');
    expect(text).toContain('Ask the 2 of the same names');
    expect(text).not.toContain('Otto');
    expect(text).toMatch(/colleagues have no account that I have seen/);
  });

  test('nothing changes until the owner says yes, and an administrator confirms it where nobody else could', async () => {
    expect((await chat.as(LEA).presses('Ask the 2 of the same names')).text).toContain(
      '2 accounts are asked',
    );
    // It comes by itself, and is not to be taken for the answer.
    await chat.as(BEN).isTold('Are you Ben Osei?');
    expect(await answers(BEN)).toContain(UNKNOWN);
    const asked = await chat.as(BEN).isTold('Are you Ben Osei?');
    expect(asked.text).toContain('Lea Brandt thinks so');
    expect((await chat.as(BEN).presses('Yes, that’s me')).text).toContain(
      'An administrator confirms it',
    );
    expect(await answers(BEN)).toContain(UNKNOWN);
    expect((await chat.as(LEA).says('people')).text).toContain(
      'says they are Ben Osei; only an administrator can confirm that',
    );
    const claim = await chat.as(LEA).isTold('says it is Ben Osei');
    expect(claim.text).toContain('Ben Osei has no other account that I could ask.');
    expect((await chat.as(LEA).presses('Confirm')).text).toContain(
      '“Ben Osei” is Ben Osei from now on',
    );
    await chat.as(BEN).isTold('You are Ben Osei');
    expect(await answers(BEN)).toMatch(KNOWN);
    const ben = (await chat.store.people.byEmail('ben@rapport.example'))!;
    expect(await onRecord()).toContainEqual(
      expect.objectContaining({
        links: 'yes',
        whether: ben.id,
        of: 'Ben Osei',
        account: expect.stringContaining(platform),
      }),
    );
    expect((await chat.as(LEA).says('audit')).text).toContain(
      'Lea Brandt · confirmed that the account “Ben Osei” is Ben Osei’s',
    );
  });

  test('it survives the directory’s next look', async () => {
    clock.now = new Date(clock.now.getTime() + HOUR);
    expect(await answers(BEN)).toMatch(KNOWN);
  });

  test('who says no stays unknown, and the administrator sees it', async () => {
    await chat.as(MIA).isTold('Are you Mia Hoffmann?');
    expect((await chat.as(MIA).presses('No')).text).toContain('Thank you');
    expect(await answers(MIA)).toContain(UNKNOWN);
    const { text } = await chat.as(LEA).says('people');
    expect(text).toContain('is not Mia Hoffmann, they say');
    expect(text).not.toContain('Ask the');
    expect(await onRecord()).toContainEqual(expect.objectContaining({ says: 'no' }));
  });

  test('one by one, by the colleague’s name; only the answer to the question that is open counts', async () => {
    clock.now = new Date(clock.now.getTime() + HOUR);
    expect(await answers(RAJ)).toContain(UNKNOWN);
    await chat.as(LEA).says('people');
    expect((await chat.as(LEA).presses('Who is it?')).form?.title).toBe('Who is it?');
    expect((await chat.as(LEA).fills({ who: 'raj@rapport.example' })).text).toContain(
      '1 account is asked',
    );
    const [{ account }, mia] = [
      (await chat.store.people.unmapped(5)).find(({ identity }) => identity.name === 'R. P.')!,
      (await chat.store.people.byEmail('mia@rapport.example'))!,
    ];
    expect(
      await chat.store.people.answerLink({ account, person: mia.id, yes: true }, clock.now),
    ).toBeNull();
    await chat.as(RAJ).isTold('Are you Raj Patel?');
    expect((await chat.as(RAJ).presses('Yes, that’s me')).text).toContain(
      'I ask Raj Patel in the chat where I know them.',
    );
    // Not even an administrator says yes for somebody who can be asked.
    expect((await chat.as(LEA).says('people')).text).toContain(
      'says they are Raj Patel, who is asked',
    );
    expect(chat.told(LEA).filter(({ text }) => text.includes('says it is Raj Patel'))).toEqual([]);
    expect(await answers(RAJ)).toContain(UNKNOWN);
    const asked = await chat.as(RAJ_OWN).isTold('account “R. P.” yours?');
    expect(asked.text).toContain('Lea Brandt took it for yours, and whoever uses it said yes.');
    expect((await chat.as(RAJ_OWN).presses('No, not mine')).text).toContain(
      '“R. P.” is not Raj Patel',
    );
    expect(await answers(RAJ)).toContain(UNKNOWN);
    expect(await onRecord()).toContainEqual(expect.objectContaining({ links: 'no', of: 'R. P.' }));
    // Asked again, it is his after all.
    clock.now = new Date(clock.now.getTime() + HOUR);
    await chat.as(LEA).says('people');
    await chat.as(LEA).presses('Who is it?');
    await chat.as(LEA).fills({ who: 'raj@rapport.example' });
    await chat.until(
      () => chat.told(RAJ).filter(({ text }) => text.includes('Are you Raj Patel?')).length === 1,
      'the account is asked again',
    );
    await chat.as(RAJ).isTold('Are you Raj Patel?');
    await chat.as(RAJ).presses('Yes, that’s me');
    await chat.until(
      () =>
        chat.told(RAJ_OWN).filter(({ text }) => text.includes('account “R. P.” yours?')).length ===
        1,
      'he is asked again',
    );
    await chat.as(RAJ_OWN).isTold('account “R. P.” yours?');
    expect((await chat.as(RAJ_OWN).presses('Yes, it is mine')).text).toContain(
      '“R. P.” is Raj Patel from now on',
    );
    await chat.as(RAJ).isTold('You are Raj Patel');
    expect(await answers(RAJ)).toMatch(KNOWN);
  });

  test('a channel without settings is settled', async () => {
    await chat.as(ANA).says('customer brightwater', { in: '#sales' });
    expect((await chat.as(LEA).says('people')).text).toContain('1 channel has no settings');
    expect((await chat.as(LEA).presses('Keep it so')).text).not.toContain('no settings');
  });
});
