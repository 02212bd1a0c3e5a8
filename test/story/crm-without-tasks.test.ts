import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import type { CustomerRecord } from '../../crm/customer/records.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { company } from '../crm/connectors/companies.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { employee } from '../prisma/people-of-acme.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, BEN, NILS] = ['ana', 'ben', 'nils'].map((first) => `${first}@rapport.example`) as [
  string,
  string,
  string,
];
const { owner: _, ...OWNERLESS } = company('p-1', 'Hooli Works', 'hooli.example', 'tryton');
const HOOLI: CustomerRecord = OWNERLESS;

describe.each(CHAT_PLATFORMS)('a CRM that keeps neither tasks nor owners, %s', (platform) => {
  let chat: Bot;
  let crm: MemoryCrm;
  let readings = 0;
  beforeAll(async () => {
    crm = memoryCrm({ id: 'tryton', name: 'Tryton', customers: [HOOLI] });
    const { addTask: _a, updateTask: _u, setOwner: _s, ...writer } = crm.writer;
    chat = await bot({
      platform,
      people: [ANA, BEN, NILS].map((email) => ({ email, name: email.split('@')[0] ?? '' })),
      now: () => NOW,
      connectors: [{ ...crm, writer }],
      records: [...demoOrganisation(NOW), employee('Nils', { source: 'hr', email: NILS })],
    });
    for (const email of [ANA, BEN, NILS]) await chat.as(email).says('me');
    await reads();
  });
  afterAll(() => chat.close());

  async function reads(): Promise<void> {
    readings += 1;
    await chat.queue.send(readConnectorJob, { source: 'tryton' }, { key: `reading ${readings}` });
    await chat.until(async () => {
      const [row] = await chat.database.query<{ cursor: string | null }>(
        'SELECT cursor FROM connector_reading',
      );
      const page = await crm.reader.changesSince(row?.cursor ?? null);
      return page.upserts.length === 0;
    }, 'Tryton is read');
  }

  test('a task stays here, its card says so, and nobody is told of a failure', async () => {
    // Nils has no other task.
    const nils = chat.as(NILS);
    await nils.says('task hooli works "ring Dana"');
    await chat.until(async () => {
      await nils.says('tasks');
      return (await nils.presses('Show')).text.includes('Saved here, but Tryton keeps no tasks');
    }, 'the card says so');
    await nils.presses('Done');
    const told = await chat.database.query("SELECT 1 FROM message WHERE key LIKE '%:failed'");
    expect([crm.tasks(), told]).toEqual([[], []]);
  });

  test('a note goes there as ever', async () => {
    await chat.as(ANA).says('note hooli works: wants one invoice a year');
    await chat.until(() => crm.notes().length === 1, 'it is in Tryton');
  });

  test('a new owner is the owner here at once, and stays so when the customer changes there', async () => {
    await chat.as(ANA).says('handoff hooli works @ben "moves to Berlin"');
    const ben = chat.as(BEN);
    await ben.isTold('hands you Hooli Works');
    await ben.presses('Accept');
    expect((await ben.presses('Become the owner')).text).not.toContain('on its way');
    expect((await ben.says('customer hooli works')).text).toMatch(/Owner Ben/);
    crm.put({ ...HOOLI, city: 'Bremen' });
    await reads();
    const card = (await ben.says('customer hooli works')).text;
    expect(card).toContain('Bremen');
    expect(card).toMatch(/Owner Ben/);
  });
});
