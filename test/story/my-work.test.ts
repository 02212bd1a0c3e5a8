import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, KIM] = ['ana', 'ben', 'kim'].map(mail) as [string, string, string];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    const people = [ANA, BEN, KIM].map((email) => ({ email, name: email.split('@')[0] ?? '' }));
    chat = await bot({ platform, people, now: () => NOW, records: demoOrganisation(NOW) });
    const [ana, ben] = [chat.as(ANA), chat.as(BEN)];
    await ana.says('me');
    await ben.says('tell @ana acme industries can I promise SSO by 1 Dec?');
    await ben.says('task globex @ana plan the review by 1 december');
    await ben.says('task acme industries @ana call the CFO by today 16:00');
    // Messages by themselves arrive before Ana opens her page, so that none comes on top of it.
    for (const words of ['can I promise SSO', 'plan the review', 'call the CFO'])
      await ana.isTold(words);
  });
  afterAll(() => chat.close());

  test('the first lines say what to do now, most pressing first; then one’s customers with what to know', async () => {
    const { text } = await chat.as(ANA).opensHome();
    const lines = text.split('\n').filter(Boolean);
    expect(lines[0]).toBe('3 things wait for you');
    const order = [
      'can I promise SSO',
      'call the CFO',
      'plan the review',
      'You own',
      'Find a customer',
    ].map((words) => text.indexOf(words));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(order).not.toContain(-1);
    expect(lines.slice(0, 8).join('\n')).toMatch(/Question · from Ben[\s\S]*due today/);
    expect(text).toMatch(/Acme Industries[\s\S]*⚠ 2 urgent tickets[\s\S]*\d+ new since yesterday/);
  });

  test('what is done on the spot is gone from the list, and its giver knows', async () => {
    const ana = chat.as(ANA);
    await ana.opensHome();
    const after = await ana.presses('Done');
    expect(after.text).toContain('2 things wait for you');
    expect(after.text).toMatch(/Acme Industries: call the CFO · From Ben Osei · Done today/);
    expect((await chat.as(BEN).isTold('Ana did it')).text).toContain('call the CFO');
  });

  test('a question is answered from there', async () => {
    const ana = chat.as(ANA);
    await ana.opensHome();
    await ana.presses('Answer');
    await ana.fills({ words: 'Yes, Raj confirmed it' });
    expect((await chat.as(BEN).isTold('Raj confirmed it')).text).toContain('Ana answers');
    expect((await ana.says('work')).text).toMatch(/^1 thing waits for you/);
  });

  test('a handoff is accepted there, and then it is held', async () => {
    await chat.as(BEN).says('handoff brightwater @ana "moving to Madrid"');
    const ana = chat.as(ANA);
    await ana.isTold('moving to Madrid');
    expect((await ana.opensHome()).text).toMatch(
      /Brightwater Foods: moving to Madrid[\s\S]*Handoff offered · from Ben/,
    );
    const after = await ana.presses('Accept');
    expect(after.text).toMatch(/Brightwater Foods: moving to Madrid[\s\S]*Handoff · from Ben/);
    const [held] = await chat.store.handoffs.list({
      given: (await chat.store.people.byEmail(BEN))!.id,
      open: true,
      limit: 1,
    });
    expect(held?.state).toBe('accepted');
  });

  test('somebody for whom nothing waits sees their customers, or what to begin with', async () => {
    const { text } = await chat.as(KIM).says('work');
    expect(text).toContain('Nothing waits for you');
    expect((await chat.as(KIM).says('home')).text).toContain('Find a customer');
  });

  test('support sees there what it may see: trouble, and no money', async () => {
    await chat.as(KIM).says('customer acme industries');
    await chat.as(KIM).presses('Follow');
    const { text } = await chat.as(KIM).opensHome();
    expect(text).toMatch(/You follow[\s\S]*Acme Industries[\s\S]*2 urgent tickets/);
    expect(text).not.toContain('€');
  });

  test('what waits can be opened before it is accepted, and declined from there', async () => {
    await chat.as(BEN).says('handoff penrose @ana "they grow in Madrid"');
    const ana = chat.as(ANA);
    await ana.isTold('they grow in Madrid');
    const list = await ana.says('work');
    expect(list.text).toMatch(/Penrose[^\n]*: they grow in Madrid/);
    // Work that others wait for stands first.
    const opened = await ana.presses('Open');
    for (const said of ['they grow in Madrid', 'Accept', 'Decline', 'Ask Ben'])
      expect(opened.text).toContain(said);
  });

  test('a question about what I hand over waits in my work, until I answered it', async () => {
    const ana = chat.as(ANA);
    await ana.says('work');
    await ana.presses('Open');
    await ana.presses('Ask Ben…');
    await ana.fills({ words: 'who is their contact there?' });
    const ben = chat.as(BEN);
    await ben.isTold('who is their contact there?');
    const waits = await ben.says('work');
    expect(waits.text).toMatch(
      /who is their contact there\?[\s\S]*Question on your handoff · from Ana/,
    );
    await ben.presses('Answer');
    await ben.fills({ words: 'Her name is Inés' });
    expect((await ben.says('work')).text).not.toContain('who is their contact there?');
  });
});
