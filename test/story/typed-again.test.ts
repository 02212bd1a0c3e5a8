import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const NAMES = ['ana', 'ben', 'kim'] as const;
const [ANA, BEN, KIM] = NAMES.map(mail) as [string, string, string];

// After a typing error the bot says which words it could not read, and loses none.
describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [...NAMES, 'sofia'].map((name) => ({ email: mail(name), name })),
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
    for (const name of NAMES) await chat.as(mail(name)).says('me');
  });
  afterAll(() => chat.close());

  const holds = ({ raw }: { raw: unknown }, ...parts: string[]) => {
    for (const part of parts) expect(JSON.stringify(raw)).toContain(part);
  };

  test('to oneself by mistake: the packet stays, and the form comes again', async () => {
    await chat.as(ANA).says('handoff acme industries @ben "moving to Berlin"');
    const ben = chat.as(BEN);
    const packet = await ben.isTold('Ana hands');
    await ben.presses('Someone else…');
    expect((await ben.fills({ person: 'ben' })).text).toContain('That would be you.');
    expect(chat.told(BEN).at(-1)?.text).toBe(packet.text);
    expect((await ben.fills({ person: 'sofia' })).text).toContain(
      'Acme Industries waits for Sofia',
    );
  });

  test('what was typed of a handoff and not understood is asked for, filled in', async () => {
    const ana = chat.as(ANA);
    const said = await ana.says('handoff globex @ben please take over by 31 feb');
    expect(said.text).toContain('There is no “31 feb”: February 2027 has 28 days.');
    const form = await ana.presses('Open the form');
    holds(form, 'please take over', '31 feb');
    const again = await ana.fills({ person: 'ben', by: '2026-11-02' });
    expect(again.text).toMatch(/2026-11-02[\s\S]*pass/);
    holds(again, 'please take over', '2026-11-02');
    expect((await ana.fills({ by: '2026-11-20', 'by~hour': '15:00' })).text).toMatch(
      /Globex.* waits for Ben[\s\S]*Fri/,
    );
  });

  test('the right thing is blamed: the customer is known, the receiver is not', async () => {
    const ana = chat.as(ANA);
    const said = await ana.says('handoff acme industries engineering export fails');
    expect(said.text).toContain('Hand off Acme Industries');
    expect(said.text).toMatch(
      /I know no department, colleague or rotation called “engineering”\. There are Finance, .*Support/,
    );
    holds(await ana.presses('Open the form'), 'engineering export fails');
    expect((await chat.as(KIM).says('handoff halden ben asked for him')).text).toMatch(
      /Halden.* waits for Ben/,
    );
    // She owns Halden. It comes by itself, and is not to be taken for the answer.
    await ana.isTold('Kim hands over Halden');
    expect((await ana.says('handoff')).text).toContain('Hand off');
    expect((await ana.presses('Open the form')).form?.fields.map(({ id }) => id)).toContain(
      'customer',
    );
  });

  test('a task’s date is read, asked for, or said to be missing; it is set later', async () => {
    const ana = chat.as(ANA);
    expect((await ana.says('task pinion @ben send friday 3pm')).text).toMatch(
      /Pinion.*: send\n[\s\S]*due Fri, 20 Nov, 15:00/,
    );
    expect((await ana.says('task pinion @ben send the offer by friday 3pm for sure')).text).toMatch(
      /send the offer\n[\s\S]*due Fri, 20 Nov, 15:00/,
    );
    expect((await ana.says('task pinion @ben send it by 31 feb')).text).toContain(
      'There is no “31 feb”: February 2027 has 28 days.',
    );
    holds(await ana.presses('Open the form'), 'send it', '31 feb');
    await ana.fills({ what: 'send it', who: 'ben', due: '' });
    const undated = await ana.says('task pinion @ben look at the gears');
    expect(undated.text).toContain(
      'Saved without a date. Ben is told now, and reminded when one is set.',
    );
    await ana.presses('Set a date');
    expect((await ana.fills({ due: '2026-11-20' })).text).toMatch(
      /look at the gears[\s\S]*due Fri, 20 Nov, 17:00/,
    );
    const ben = (await chat.store.people.byEmail(BEN))!;
    expect(
      (await chat.store.messages.recent({ kind: 'person', person: ben.id }, new Date(0)))
        .map(({ line }) => line)
        .join('\n'),
    ).toContain('Ana set a date');
    expect((await ana.says('timeline pinion')).text).toContain('Ana set a date: look at the gears');
  });

  test('a customer of whom there are several is chosen in the form of a task, of a question and of a handoff', async () => {
    const ana = chat.as(ANA);
    for (const [words, filled, done] of [
      ['task', { what: 'plan the review' }, 'plan the review'],
      ['tell', { who: 'ben', words: 'Who is the engineer there?' }, 'Asked Ben about Acme'],
      ['handoff', { person: 'ben', reason: 'plan the move' }, 'waits for Ben'],
    ] as const) {
      await ana.says(words);
      await ana.presses('Open the form');
      const again = await ana.fills({ customer: 'acme', ...filled });
      expect(again.text).toContain('Several customers look like “acme”. Which one?');
      // A colleague comes back as the account that stands in the picker.
      const { who: _, person: __, ...typed } = { who: '', person: '', ...filled };
      holds(again, 'Acme Retail', ...Object.values(typed));
      const [retail] = await chat.store.customers.find('acme retail', 1);
      expect((await ana.fills({ which: retail!.customer.id })).text).toMatch(
        new RegExp(`${done}|Acme Retail`),
      );
    }
    const tasks = await chat.store.tasks.list({
      customer: (await chat.store.customers.find('acme retail', 1))[0]!.customer.id,
      open: true,
      limit: 5,
    });
    expect(tasks.map(({ what }) => what)).toContain('plan the review');
  });

  test('the same handed over twice is noticed, and can be meant', async () => {
    const ana = chat.as(ANA);
    await ana.says('handoff oresund @kim "angry"');
    expect((await chat.as(BEN).says('handoff oresund @kim "angry 2"')).text).toMatch(
      /already waits for Kim since today 11:14[\s\S]*Ana handed it over: angry[\s\S]*Nothing was handed over/,
    );
    expect((await chat.as(BEN).presses('Open it')).text).toContain('angry');
    expect((await ana.says('handoff oresund @kim "angry 2"')).text).toContain(
      'already waits for Kim',
    );
    expect((await ana.presses('Hand over anyway')).text).toMatch(/waits for Kim[\s\S]*angry 2/);
    const [oresund] = await chat.store.customers.find('oresund', 1);
    expect(
      await chat.store.handoffs.list({ customer: oresund!.customer.id, open: true, limit: 9 }),
    ).toHaveLength(2);
    // To somebody else it is another matter.
    expect((await ana.says('handoff oresund @ben "angry"')).text).toMatch(/resund.* waits for Ben/);
  });

  test('a win, “me” and “win” alone keep what was typed', async () => {
    const ana = chat.as(ANA);
    await ana.says('win');
    await ana.presses('Open the form');
    const started = await ana.fills({ customer: 'globex', what: 'saved by everybody' });
    expect(started.form?.fields.map(({ id }) => id)).toContain('also');
    const again = await ana.fills({
      what: 'saved by everybody',
      also: [BEN],
      alsoFor: 'helped out',
      amount: 'zzyzx',
      difference: 'They called every day',
      kind: 'save',
    });
    expect(again.text).toContain('zzyzx');
    holds(again, 'helped out', 'They called every day', 'saved by everybody');
    expect(
      (
        await ana.fills({
          what: 'saved by everybody',
          also: [BEN],
          amount: '',
          difference: 'They called every day',
          kind: 'save',
        })
      ).text,
    ).toMatch(/keep this win\?[\s\S]*saved by everybody[\s\S]*They called every day/);
    const long = `stayed with us ${'and everybody helped them a lot '.repeat(9)}until the very end`;
    expect((await ana.says(`win globex ${long}`)).text).toContain('until the very end');
    await ana.says('me');
    await ana.presses('Change');
    const quiet = await ana.fills({ quietFrom: '18:00', dailyAt: '10:30' });
    expect(quiet.text).toContain('Write from and to');
    holds(quiet, '18:00', '10:30');
    expect((await ana.says('wins smarch')).text).toContain('I could not read “smarch” as a month.');
  });
});
