import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { company } from '../crm/connectors/companies.ts';
import { employee } from '../prisma/people-of-acme.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, BEN] = ['ana@rapport.example', 'ben@rapport.example'];
const ACME = company('c-1', 'Acme Industries', 'acme.example', 'hubspot');

describe.each(CHAT_PLATFORMS)('a note that somebody changes in the CRM, %s', (platform) => {
  let chat: Bot;
  let crm: MemoryCrm;
  let readings = 0;
  /** Each note comes a minute later, so the newest is the first of the list. */
  let now = NOW;
  beforeAll(async () => {
    crm = memoryCrm({
      id: 'hubspot',
      name: 'HubSpot',
      customers: [ACME],
    });
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Okafor' },
      ],
      now: () => now,
      records: [
        { kind: 'department', id: 'sales', name: 'Sales' },
        { ...employee('Ana Ruiz'), department: 'sales', email: ANA },
        { ...employee('Ben Okafor'), department: 'sales', email: BEN },
        ACME,
      ],
      connectors: [crm],
    });
    await chat.as(BEN).says('me');
  });
  afterAll(() => chat.close());

  const there = (id: string) => crm.notes().find((note) => note.id === id)?.body;
  const timeline = async () => (await chat.as(BEN).says('acme timeline')).text;

  /** Somebody writes it, and it arrives. Gives back its name there. */
  async function written(words: string, by = ANA): Promise<string> {
    now = new Date(now.getTime() + 60_000);
    await chat.as(by).says(`note acme: ${words}`);
    await chat.until(() => crm.notes().some(({ body }) => body === words), 'it is in HubSpot');
    const agreed = async () =>
      (
        await chat.database.query<{ agreed: string }>(
          'SELECT agreed FROM note_there WHERE agreed = $1',
          [words],
        )
      ).length > 0;
    await chat.until(agreed, 'that is known here');
    return crm.notes().find(({ body }) => body === words)?.id ?? '';
  }

  /** Somebody changes it there, and HubSpot is read. */
  async function changed(id: string, text: string | null): Promise<void> {
    crm.editNote(id, text);
    await read();
    await chat.until(async () => {
      const [open] = await chat.database.query<{ jobs: number }>(
        `SELECT count(*)::int AS jobs FROM queue.job WHERE name = $1 AND state < 'completed' AND start_after <= now()`,
        [readConnectorJob.id],
      );
      const [state] = await chat.store.readings.overview();
      // HubSpot itself is asked only between two readings: it takes a few searches a second.
      if (open?.jobs !== 0 || state?.records !== null) return false;
      const [cursor] = await chat.database.query<{ cursor: string }>(
        'SELECT cursor FROM connector_reading',
      );
      const page = await crm.reader.changesSince(cursor?.cursor ?? null);
      if (page.ownNotes?.length === 0) return true;
      await read();
      return false;
    }, 'HubSpot is read');
  }

  async function read(): Promise<void> {
    readings += 1;
    await chat.queue.send(readConnectorJob, { source: 'hubspot' }, { key: `reading ${readings}` });
  }

  test('comes here: the note says so, its author hears of it, and the old words are kept', async () => {
    const id = await written('wants one invoice a year');
    await changed(id, 'wants two invoices a year');
    const told = await chat.as(ANA).isTold('your note was changed in HubSpot');
    expect(told.text).toContain('wants two invoices a year');
    expect(told.text).toContain('Before: wants one invoice a year');
    expect(await timeline()).toContain('wants two invoices a year');
    await chat.as(ANA).presses('Show');
    expect(there(id)).toBe('wants two invoices a year');
  });

  test('changed on both sides: nothing is overwritten, and the author keeps theirs', async () => {
    const id = await written('asks for a discount');
    crm.editNote(id, 'asks for ten percent');
    await chat.as(ANA).says('notes acme');
    await chat.as(ANA).presses('Show');
    await chat.as(ANA).presses('Edit');
    await chat.as(ANA).fills({ body: 'asks for twelve percent' });
    const asked = await chat.as(ANA).isTold('your note was changed here and in HubSpot');
    expect(asked.text).toContain('asks for twelve percent');
    expect(asked.text).toContain('asks for ten percent');
    expect(there(id)).toBe('asks for ten percent');
    await chat.as(ANA).presses('Keep mine');
    await chat.until(() => there(id) === 'asks for twelve percent', 'it goes over theirs');
  });

  test('changed on both sides: the author takes theirs', async () => {
    const id = await written('calls back on Monday');
    crm.editNote(id, 'calls back on Tuesday');
    await chat.as(ANA).says('notes acme');
    await chat.as(ANA).presses('Show');
    await chat.as(ANA).presses('Edit');
    await chat.as(ANA).fills({ body: 'calls back on Friday' });
    await chat.as(ANA).isTold('In HubSpot\ncalls back on Tuesday');
    const shown = (await chat.as(ANA).presses('Take HubSpot’s')).text;
    expect(shown).toContain('calls back on Tuesday');
    expect(there(id)).toBe('calls back on Tuesday');
    expect(await timeline()).not.toContain('calls back on Friday');
    expect((await chat.as(ANA).says('notes acme')).text).toContain('calls back on Tuesday');
  });

  test('deleted there, it is off the timeline here, and its author keeps the words', async () => {
    const id = await written('was rude on the phone', BEN);
    await changed(id, null);
    expect((await chat.as(BEN).isTold('your note was deleted in HubSpot')).text).toContain(
      'was rude on the phone',
    );
    expect(await timeline()).not.toContain('was rude on the phone');
  });

  test('emptied there, it is as good as deleted', async () => {
    const id = await written('never called back', BEN);
    await changed(id, '');
    await chat.as(BEN).isTold('never called back');
    expect(await timeline()).not.toContain('never called back');
  });

  test('narrowed here after it was changed there, nothing of it stays there', async () => {
    const id = await written('margin is thin');
    crm.editNote(id, 'margin is very thin');
    await chat.as(ANA).says('notes acme');
    await chat.as(ANA).presses('Show');
    await chat.as(ANA).presses('Only my department');
    await chat.until(() => there(id) === '', 'it is emptied there');
  });
});
