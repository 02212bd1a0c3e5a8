import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardText, refreshOf } from '../bot/teams/card-reader.ts';
import { activityFrom, BOT, type TeamsConversation } from '../bot/teams/client.ts';
import type { Sent } from '../bot/teams/microsoft.ts';
import { untilSettled } from '../chaos/kills.ts';
import { teamsWrongs } from '../chaos/teams-checks.ts';
import { deliver, greetTeams, press, readBy, typedActivity } from '../chaos/teams-deeds.ts';
import {
  colleague,
  messagesTo,
  moveInTeams,
  type TeamsWorld,
  teamsWorld,
} from '../chaos/teams-world.ts';
import { type Copy, SALES, SUPPORT, until } from '../chaos/world.ts';
import { freshDatabase } from '../store.ts';

const [ANA] = SALES;
const [MIA, SAM, LEA] = SUPPORT;
let there: TeamsWorld;
let copies: Copy[];
let remove: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  remove = fresh.remove;
  there = await teamsWorld();
  await moveInTeams(fresh.place.url);
  copies = await Promise.all([0, 1, 2].map(() => there.start(fresh.place.url)));
  await greetTeams(there, copy(0));
});
afterAll(async () => {
  await Promise.all(copies.map((one) => one.stop()));
  await there.close();
  await remove();
});

const copy = (i: number): Copy => copies[i % copies.length]!;
const ten = <Result>(work: (i: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: 10 }, (_, i) => work(i)));
const offers = (email: string, token: string): Sent[] =>
  messagesTo(there, email).filter(
    ({ card }) => cardText(card).includes(token) && cardText(card).includes('[Accept]'),
  );
async function kept() {
  await untilSettled(copy(0), true);
  const all = await copy(0).kept();
  expect(teamsWrongs(there, [], all)).toEqual([]);
  return all;
}
/** Somebody hands a customer over, and everybody whom it is for has it offered. */
async function handover(customer: string, token: string): Promise<void> {
  await deliver(
    there,
    copy(0),
    typedActivity(there, ANA, `handoff ${customer} support "${token} asks for a dump"`),
  );
  await until(
    () => SUPPORT.every((email) => offers(email, token).length === 1),
    'everybody has it offered',
  );
}

test('the same message ten times over three copies: one note, one answer, one message, once in the CRM', async () => {
  const message = typedActivity(there, ANA, 'note Acme: nx1x wants one invoice, @mia');
  await ten((i) => deliver(there, copy(i), message));
  const { notes } = await kept();
  expect(notes.length).toBe(1);
  expect(there.crm.memory.notes().filter(({ body }) => body.includes('nx1x')).length).toBe(1);
  for (const email of [ANA, MIA])
    expect(readBy(there, email).filter((text) => text.includes('nx1x')).length).toBe(1);
});

test('the same button pressed ten times at once over three copies: one accepts, once', async () => {
  await handover('Globex', 'hx1x');
  const [on] = offers(MIA, 'hx1x');
  const answers = await ten((i) => press(there, copy(i), { email: MIA, on: on!, label: 'Accept' }));
  expect(answers.map((answer) => answer?.status)).toEqual(answers.map(() => 200));
  const { entries } = await kept();
  expect(entries.filter(({ title }) => title.startsWith('Mia accepts the handoff')).length).toBe(1);
  expect(readBy(there, ANA).filter((text) => text.includes('Mia accepted Globex')).length).toBe(1);
});

test('asked in a channel, and fetched anew by Teams whenever the card is looked at: one note', async () => {
  const spot: TeamsConversation = {
    kind: 'channel',
    id: '19:sales@thread.tacv2',
    name: 'sales',
    channelType: 'standard',
  };
  const mention = { type: 'mention', text: `<at>${BOT.name}</at>`, mentioned: BOT };
  await deliver(
    there,
    copy(0),
    activityFrom(colleague(ANA), spot, there.microsoft, {
      type: 'message',
      text: `${mention.text} note Halden: nx9x wants one invoice`,
      entities: [mention],
    }),
  );
  const card = there.microsoft.sent.findLast(({ conversation }) =>
    conversation.startsWith(spot.id),
  )!;
  const value = { action: refreshOf(card.card)!.action, trigger: 'automatic' };
  const answers = await ten((i) =>
    deliver(
      there,
      copy(i),
      activityFrom(colleague(ANA), spot, there.microsoft, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value,
        replyToId: card.id,
      }),
    ),
  );
  for (const answer of answers) expect(JSON.stringify(answer?.body)).toContain('nx9x');
  expect((await kept()).notes.filter(({ body }) => body.includes('nx9x')).length).toBe(1);
});

test('three colleagues accept at once, each at another copy: one has it, the others are told who', async () => {
  await handover('Kestrel', 'hx2x');
  await Promise.all(
    [MIA, SAM, LEA].map((email, i) =>
      press(there, copy(i), { email, on: offers(email, 'hx2x')[0]!, label: 'Accept' }),
    ),
  );
  const { handoffs } = await kept();
  const read = [MIA, SAM, LEA].map((email) => readBy(there, email).join('\n'));
  expect(read.filter((text) => text.includes('Kestrel is yours')).length).toBe(1);
  expect(read.filter((text) => / has Kestrel already/.test(text)).length).toBe(2);
  expect(handoffs.find(({ reason }) => reason.includes('hx2x'))).toMatchObject({
    state: 'accepted',
    holder: expect.any(String),
  });
});
