import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOfHtml } from '../../crm/text/html.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { connect, furnished, OWN_NAMES } from '../crm/connectors/hubspot/furnished.ts';
import { CONSENT, pageOf, visits } from './consenting.ts';
import { systemReader } from './read-system.ts';

const [ANA, BEN] = ['ana@rapport.example', 'ben@rapport.example'];

describe.each(CHAT_PLATFORMS)('colleagues write to HubSpot in their own name, %s', (platform) => {
  let there: Awaited<ReturnType<typeof furnished>>;
  let chat: Bot;
  beforeAll(async () => {
    there = await furnished();
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Ruiz' },
      ],
      now: there.now,
      records: [],
      connectors: [connect(there.fake, OWN_NAMES)],
      consent: CONSENT,
    });
    await systemReader(() => chat, { source: 'hubspot', later: () => there.later() })();
  });
  afterAll(async () => {
    await chat.close();
    await there.fake.close();
  });

  const notes = () =>
    there.fake.account.associated('companies', there.acme, 'notes').map(({ toObjectId }) => {
      const properties = there.fake.account.get('notes', toObjectId)?.properties;
      const text = textOfHtml(properties?.['hs_note_body'] ?? '').replace(/note:\S+/, 'note:…');
      return [text, properties?.['hs_created_by_user_id'] ?? null];
    });
  const shown = async (email: string, says: string) => {
    let text = '';
    await chat.until(async () => {
      await chat.as(email).says('notes acme');
      ({ text } = await chat.as(email).presses('Show'));
      return text.includes(says);
    }, `the card of ${email} says ${says}: ${text}`);
    return text;
  };

  test('before anybody consents, a note goes there as Rapport, with its author’s name', async () => {
    await chat.as(BEN).says('note acme: asks for a discount');
    await chat.until(() => notes().length === 1, 'it is there');
    expect(notes()).toEqual([['asks for a discount\nRapport · Ben Ruiz · note:…', null]]);
    expect(await shown(BEN, 'In HubSpot')).toContain('In HubSpot, as Rapport');
  });

  test('Ana connects her account from chat; the page and the chat say so', async () => {
    const reply = await chat.as(ANA).says('connect');
    expect(reply.private).toBe(true);
    expect(reply.text).toContain('goes to HubSpot as Rapport');
    there.fake.oauth.signsIn({ id: '71', email: ANA });
    const visit = await visits(chat, pageOf(reply));
    expect(visit).toMatchObject({ status: 200 });
    expect(visit.text).toContain(`HubSpot is connected: you write there as ${ANA} now.`);
    expect((await chat.as(ANA).isTold('You write to HubSpot as yourself now')).text).toContain(ANA);
    expect((await chat.as(ANA).says('connect')).text).toContain(`You write to HubSpot as ${ANA}`);
  });

  test('her note goes there as herself, and its card says so; Ben’s goes as before', async () => {
    there.later(MINUTE);
    await chat.as(ANA).says('note acme: wants one invoice a year');
    await chat.until(() => notes().length === 2, 'it is there');
    expect(notes()[1]).toEqual(['wants one invoice a year\nRapport · note:…', '71']);
    expect(await shown(ANA, 'In HubSpot')).toContain('In HubSpot, as you');
  });
});
