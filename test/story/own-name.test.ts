import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../crm/time/durations.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import type { ChatFile } from '../chat/chat.ts';
import { CONSENT, pageOf, visits } from './consenting.ts';
import { ANA, BEN, CARLA, OWN_SYSTEMS, type OwnSystem } from './own-systems.ts';
import { systemReader } from './read-system.ts';

const CASES = CHAT_PLATFORMS.flatMap((platform) =>
  Object.entries(OWN_SYSTEMS).map(([name, open]) => ({ name, open, platform })),
);

describe.each(CASES)('colleagues write to $name in their own name, $platform', (given) => {
  const { name, platform } = given;
  let there: OwnSystem;
  let chat: Bot;
  beforeAll(async () => {
    there = await given.open();
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Ruiz' },
        { email: CARLA, name: 'Carla' },
      ],
      now: there.now,
      records: there.administrator,
      connectors: [there.connector],
      consent: CONSENT,
      noteFiles: true,
      channels: [{ name: '#berlin', members: [ANA, BEN] }],
    });
    const { source, later } = there;
    await systemReader(() => chat, { source, later })();
  });
  afterAll(async () => {
    await chat.close();
    await there.close();
  });

  /** The newest note’s card says so. */
  const shows = async (email: string, says: string) => {
    let text = '';
    await chat.until(async () => {
      await chat.as(email).says('notes acme');
      ({ text } = await chat.as(email).presses('Show'));
      return text.includes(says);
    }, `the card says ${says}`);
    return text;
  };
  const notes = async (email: string, words: string) => {
    there.later(MINUTE);
    const before = there.notes().length;
    await chat.as(email).says(`note acme: ${words}`);
    await chat.until(() => there.notes().length > before, 'the note is there');
    return there.notes().at(-1);
  };
  const connects = async (email: string, user = there.users[email]) => {
    const reply = await chat.as(email).says('connect');
    there.oauth.signsIn(user ?? null);
    return visits(chat, pageOf(reply));
  };

  test('before anybody consents, a note goes there as Rapport, with its author’s name', async () => {
    expect(await notes(BEN, 'asks for a discount')).toEqual({
      text: 'asks for a discount\nRapport · Ben Ruiz',
      by: null,
    });
    await shows(BEN, `In ${name}, as Rapport`);
  });

  test('Ana connects her account from chat; the page and the chat say so', async () => {
    const reply = await chat.as(ANA).says('connect');
    expect(reply.private).toBe(true);
    expect(reply.text).toContain(`goes to ${name} as Rapport`);
    const visit = await connects(ANA);
    expect(visit.status).toBe(200);
    expect(visit.text).toContain(`${name} is connected: you write there as ${ANA} now.`);
    const news = await chat.as(ANA).isTold(`You write to ${name} as yourself now`);
    expect(news.text).toContain(ANA);
    const again = await chat.as(ANA).says('connect');
    expect(again.text).toContain(`You write to ${name} as ${ANA}`);
    expect(again.text).toContain(`Disconnect ${name}`);
    const unknown = (await chat.as(ANA).says('connect siebel')).text;
    expect(unknown).toContain('I do not know how to connect “siebel”');
    expect(unknown).toContain(`the name of a system: ${name}`);
  });

  test('her note goes there as herself, and her card says so; a colleague’s card names her', async () => {
    expect(await notes(ANA, 'wants one invoice a year')).toEqual({
      text: 'wants one invoice a year',
      by: there.users[ANA]?.id,
    });
    await shows(ANA, `In ${name}, as you`);
    await shows(BEN, `In ${name}, as Ana`);
  });

  test('a message’s files go there with her note, once, or its card says why not; taken back they go', async () => {
    const api = chat.slack?.api;
    api?.scopes.add('files:read');
    const pdf = { type: 'application/pdf', size: 4 };
    const keeps = async (words: string, files: readonly ChatFile[], shown: string) => {
      there.later(MINUTE);
      const message = { channel: '#berlin' as const, author: BEN, words };
      await chat.as(ANA).chooses('note', { ...message, files });
      await chat.as(ANA).fills({ customer: 'acme', body: words });
      return shows(ANA, shown);
    };
    const saved = await keeps(
      'signed at last',
      [
        { ...pdf, name: '../offer "A".pdf', bytes: Buffer.from('%PDF') },
        { ...pdf, name: 'plan.gdoc', slack: { mode: 'external', is_external: true } },
      ],
      'plan.gdoc',
    );
    if (platform === 'teams') {
      expect(saved).toContain('plan.gdoc stay links: Teams hands me no files of messages.');
      return expect(there.files()).toEqual([]);
    }
    expect(saved).toContain(`In ${name}, as you, with 1 file`);
    expect(saved).toContain('plan.gdoc stays a link: kept outside Slack');
    expect(there.files()).toMatchObject([{ name: '_offer _A_.pdf', bytes: '%PDF' }]);
    await chat.as(ANA).presses('Undo');
    await chat.until(() => there.files().length === 0, 'the file is gone there too');
    api?.scopes.clear();
    const files = [{ ...pdf, name: 'order.pdf', bytes: Buffer.from('order') }];
    const why =
      'Slack does not let me read files. An administrator can give me the permission files:read';
    await keeps('without the scope', files, `order.pdf stays a link: ${why}`);
  });

  test('what she changes, takes back and gives as a task goes there as herself too', async () => {
    await chat.as(ANA).says('notes acme');
    await chat.as(ANA).presses('Show');
    await chat.as(ANA).presses('Edit');
    await chat.as(ANA).fills({ body: 'wants two invoices a year', visibility: 'everyone' });
    const changed = () => there.notes().find(({ text }) => text.startsWith('wants two'));
    await chat.until(() => changed() !== undefined, 'the change is there');
    expect(there.changedBy('wants two')).toBe(there.users[ANA]?.id);
    await chat.as(ANA).says('task acme @ben send the offer');
    await chat.until(() => there.tasks().length === 1, 'the task is there');
    expect(there.tasks()).toMatchObject([{ what: 'send the offer', by: there.users[ANA]?.id }]);
    await chat.until(
      async () => (await chat.as(BEN).says('tasks')).text.includes('send the offer'),
      'the task is listed',
    );
  });

  test('a colleague’s change of her task does not go there as hers', async () => {
    await chat.as(BEN).presses('Show');
    await chat.as(BEN).presses('Done');
    await chat.until(() => there.tasks()[0]?.changedBy !== there.users[ANA]?.id, 'it is Ben’s');
    expect(there.tasks()).toMatchObject([{ by: there.users[ANA]?.id, changedBy: null }]);
  });

  test('her token ends after a while: one new one is got, and nobody notices', async () => {
    there.later(3 * 60 * MINUTE);
    expect((await notes(ANA, 'asks for a call'))?.by).toBe(there.users[ANA]?.id);
    expect(there.oauth.refreshes()).toBe(1);
  });

  test('an answer that is lost on the way: there is one note, whoever’s it was to be', async () => {
    there.loseAnswer();
    there.later(MINUTE);
    await chat.as(ANA).says('note acme: said it once');
    await chat.until(() => there.notes().some(({ text }) => text.startsWith('said it once')), 'it');
    await chat.as(ANA).says('connect off');
    await shows(ANA, `In ${name}, as Rapport`);
    expect(there.notes().filter(({ text }) => text.startsWith('said it once'))).toHaveLength(1);
  });

  test('“connect off” ended it: the system heard, and the next note goes as Rapport', async () => {
    await chat.until(() => there.oauth.living().length === 0, 'the tokens are given up there');
    expect(await chat.database.query('SELECT * FROM connection')).toEqual([]);
    await chat.until(
      async () => (await chat.database.query('SELECT * FROM revocation')).length === 0,
      'nothing is left here',
    );
    expect((await notes(ANA, 'after all'))?.by).toBeNull();
    expect((await chat.as(ANA).says('connect off')).text).toContain(
      'You have no account connected',
    );
  });

  test('a consent that is taken back there: she hears of it once, and the note goes as Rapport', async () => {
    await connects(ANA);
    there.oauth.takeBack(ANA);
    expect(await notes(ANA, 'nothing is lost')).toEqual({
      text: 'nothing is lost\nRapport · Ana Ruiz',
      by: null,
    });
    const news = await chat.as(ANA).isTold(`${name}: your account is not connected any more`);
    expect(news.text).toContain('Nothing is lost');
    await notes(ANA, 'and again');
    // Its card says so by itself, before anything else is looked at.
    await chat.until(
      () => chat.told(ANA).some(({ text }) => /and again[\s\S]*as Rapport/.test(text)),
      'the card of the note is in HubSpot',
    );
    const told = chat.told(ANA).filter(({ text }) => text.includes('not connected any more'));
    expect(told).toHaveLength(1);
    const again = await chat.as(ANA).isTold('not connected any more');
    expect(again.text).toContain('Connect again');
    // The note's card is edited once more when its link is known, so the newest message may be that one.
    await chat.as(ANA).presses('Connect again');
    await chat.as(ANA).isTold('ended your connection');
  });

  test('a right that Ben lacks: the system’s words, and on his wish it goes as Rapport', async () => {
    await connects(BEN);
    there.forbid(BEN);
    there.later(MINUTE);
    await chat.as(BEN).says('note acme: may I?');
    const news = await chat.as(BEN).isTold(`the note is not in ${name}`);
    expect(news.text).toContain(there.forbiddenWords);
    expect(news.text).toContain(`Ask an administrator of ${name} for the right`);
    const { text } = await chat.as(BEN).presses('Write it as Rapport');
    expect(text).toContain(`It goes to ${name} as Rapport`);
    await chat.until(
      () => there.notes().some(({ text: words }) => words.startsWith('may I?')),
      'it',
    );
    expect(there.notes().at(-1)).toEqual({ text: 'may I?\nRapport · Ben Ruiz', by: null });
    await shows(BEN, `In ${name}, as Rapport`);
    expect(there.notes().filter(({ text: words }) => words.startsWith('may I?'))).toHaveLength(1);
    there.forbid();
  });

  test('an administrator sees who writes as themselves, ends one, and it stands on record', async () => {
    const setup = await chat.as(CARLA).says('setup crm');
    expect(setup.text).toContain('1 colleague writes in their own name.');
    const list = await chat.as(CARLA).presses('Own accounts');
    expect(list.text).toContain('Ben Ruiz');
    expect(list.text).toContain(`${name} · ${BEN}`);
    expect((await chat.as(CARLA).presses('Disconnect')).text).toContain(
      'Nobody has an account connected',
    );
    await chat.as(BEN).isTold(`${name}: an administrator disconnected your account`);
    await chat.until(() => there.oauth.living().length === 0, 'the tokens are given up there');
    const audit = (await chat.as(CARLA).says('audit settings')).text;
    expect(audit).toContain(`connected their own account in ${name}`);
    expect(audit).toContain(`disconnected their own account in ${name}`);
    expect(audit).toContain(`disconnected Ben Ruiz’s account in ${name}`);
    expect(audit).toContain(`lost the consent to their account in ${name}`);
  });
});
