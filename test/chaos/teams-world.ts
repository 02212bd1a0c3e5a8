import type { WaitingTimes } from '../../bot/teams/config.ts';
import { memoryCrm } from '../../crm/connectors/memory.ts';
import { openStore } from '../../prisma/store.ts';
import { type Colleague, configFor, memberOf, personalConversation } from '../bot/teams/client.ts';
import { type Microsoft, microsoft, type Sent } from '../bot/teams/microsoft.ts';
import { now } from '../clock.ts';
import { type LoopbackCrm, loopbackCrm } from '../crm/connectors/loopback-crm.ts';
import { customer, employee } from '../prisma/people-of-acme.ts';
import { type Copy, CUSTOMERS, moveIn, nameOf, SALES, SUPPORT, startCopy } from './world.ts';

const CRM = 'crm';
export const KIM = 'kim@ours.example';
const EVERYBODY = [...SALES, ...SUPPORT, KIM];
export const colleague = (email: string): Colleague => ({ email, name: nameOf(email) });

/** Teams, Graph and the CRM, which outlive every copy of the bot, and the people who use it. */
export interface TeamsWorld {
  microsoft: Microsoft;
  crm: LoopbackCrm;
  /** By how much everybody's clock is ahead. */
  clock: { ahead: number };
  /** The answers to presses, each shown in the place of the pressed message as long as the bot does not change that. */
  shown: { email: string; card: unknown; over: Sent }[];
  start(store: string): Promise<Copy>;
  close(): Promise<void>;
}

export async function teamsWorld({
  mayLook = true,
  patience = {},
}: {
  mayLook?: boolean;
  patience?: Partial<WaitingTimes>;
} = {}): Promise<TeamsWorld> {
  const clock = { ahead: 0 };
  const fake = await microsoft({ now: () => new Date(now().getTime() + clock.ahead) });
  fake.graph.may = { channels: mayLook, chats: mayLook };
  for (const email of EVERYBODY)
    fake.rosters.set(personalConversation(email).id, [memberOf(colleague(email))]);
  fake.rosters.set(
    '19:team@thread.tacv2',
    EVERYBODY.map((email) => memberOf(colleague(email))),
  );
  const crm = await loopbackCrm(
    memoryCrm({
      id: CRM,
      name: 'the CRM',
      customers: CUSTOMERS.map((name) => customer(name)),
      address: 'https://crm.example',
    }),
    { retryAfter: 1, quietReading: true },
  );
  const teams = { ...configFor(fake), patience: { again: 300, settle: 200, ...patience } };
  return {
    microsoft: fake,
    crm,
    clock,
    shown: [],
    async start(store) {
      const copy = await startCopy({
        STORE: store,
        TEAMS: JSON.stringify(teams),
        CRM_URL: crm.url,
        CRM_ID: CRM,
        AHEAD: String(clock.ahead),
      });
      return {
        ...copy,
        async later(milliseconds) {
          clock.ahead += milliseconds;
          await copy.later(milliseconds);
        },
      };
    },
    async close() {
      await fake.close();
      await crm.close();
    },
  };
}

/** Customers, colleagues and an administrator, in a store that nobody uses yet. */
export async function moveInTeams(store: string): Promise<void> {
  await moveIn(store);
  const opened = await openStore(store.includes('://') ? { url: store } : { folder: store }, {
    now,
  });
  await opened.store.records.save([employee('Kim', { email: KIM, role: 'administrator' })]);
  await opened.store.close();
}

/** The bot's private messages to this person, as they see them now, oldest first. */
export const messagesTo = ({ microsoft: { sent }, shown }: TeamsWorld, email: string): Sent[] =>
  sent
    .filter(
      ({ type, conversation }) =>
        type === 'message' && conversation === personalConversation(email).id,
    )
    .map((message) => ({
      ...message,
      card: shown.findLast(({ over }) => over === message)?.card ?? message.card,
    }));
