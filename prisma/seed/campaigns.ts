import type { CampaignRecord, SpendRecord } from '../../crm/customer/business-records.ts';
import type { Clock } from './calendar.ts';
import { money } from './companies.ts';
import { randomFor } from './random.ts';

/** A campaign of this year's marketing; `started` and `ended` in days ago. Letters are those that reached a mailbox. */
export interface Campaign {
  id: string;
  name: string;
  channel: 'email' | 'webinar' | 'event' | 'search' | 'social';
  started: number;
  ended: number | null;
  letter: string;
  /** Spent in all, in euros. */
  budget: number;
}

export function campaigns(clock: Clock): readonly Campaign[] {
  const release = (days: number) => `${clock.season(-days)} release`;
  return [
    {
      id: 'cmp-1',
      name: `${release(20)}`,
      channel: 'email',
      started: 20,
      ended: null,
      letter: release(20),
      budget: 6_400,
    },
    {
      id: 'cmp-2',
      name: 'Webinar: counting stock in half the time',
      channel: 'webinar',
      started: 27,
      ended: 3,
      letter: 'Counting stock in half the time: your seat',
      budget: 9_200,
    },
    {
      id: 'cmp-3',
      name: 'Search: warehouse reports',
      channel: 'search',
      started: 364,
      ended: null,
      letter: 'What a warehouse report should show',
      budget: 41_000,
    },
    {
      id: 'cmp-4',
      name: 'Logistics fair, stand 4.117',
      channel: 'event',
      started: 82,
      ended: 79,
      letter: 'Meet us at stand 4.117',
      budget: 22_500,
    },
    {
      id: 'cmp-5',
      name: `${release(112)}`,
      channel: 'email',
      started: 112,
      ended: 90,
      letter: release(112),
      budget: 5_800,
    },
    {
      id: 'cmp-6',
      name: 'Case study: Brightwater Foods',
      channel: 'social',
      started: 52,
      ended: 24,
      letter: 'How Brightwater Foods plans a week in an hour',
      budget: 4_300,
    },
    {
      id: 'cmp-7',
      name: `${release(204)}`,
      channel: 'email',
      started: 204,
      ended: 182,
      letter: release(204),
      budget: 5_500,
    },
    {
      id: 'cmp-8',
      name: 'Webinar: one report for five warehouses',
      channel: 'webinar',
      started: 160,
      ended: 139,
      letter: 'One report for five warehouses: your seat',
      budget: 8_700,
    },
    {
      id: 'cmp-9',
      name: 'Customer day, Berlin',
      channel: 'event',
      started: 236,
      ended: 235,
      letter: 'Your invitation to our customer day',
      budget: 31_000,
    },
    {
      id: 'cmp-10',
      name: `${release(298)}`,
      channel: 'email',
      started: 298,
      ended: 276,
      letter: release(298),
      budget: 5_200,
    },
  ];
}

export const campaignRecords = (clock: Clock): CampaignRecord[] =>
  campaigns(clock).map(({ id, name, channel, started, ended }) => ({
    kind: 'campaign',
    source: 'marketing',
    externalId: id,
    name,
    channel,
    startedOn: clock.day(-started),
    endedOn: ended === null ? null : clock.day(-ended),
  }));

/** Marketing's spend week by week for each campaign, and what sales costs a month. */
export function spendRecords(clock: Clock): SpendRecord[] {
  return [
    ...campaigns(clock).flatMap((campaign) => weeksOf(campaign, clock)),
    ...salesCosts(clock),
  ];
}

function weeksOf({ id, channel, started, ended, budget }: Campaign, clock: Clock): SpendRecord[] {
  const chance = randomFor(`${id} spend`);
  const weeks = Math.max(1, Math.ceil((started - (ended ?? 0)) / 7));
  return Array.from({ length: weeks }, (_, week) => ({
    kind: 'spend',
    source: 'marketing',
    externalId: `${id}-week-${week + 1}`,
    day: clock.day(-(started - week * 7)),
    department: 'marketing',
    channel,
    money: money(Math.round((budget / weeks) * (0.8 + chance.next() * 0.4))),
    campaign: id,
  }));
}

function salesCosts(clock: Clock): SpendRecord[] {
  const chance = randomFor('sales spend');
  return Array.from({ length: 12 }, (_, month) =>
    [
      { channel: 'salaries', euros: 31_500 },
      { channel: 'travel', euros: chance.between(1_400, 5_200) },
    ].map(
      ({ channel, euros }): SpendRecord => ({
        kind: 'spend',
        source: 'crm',
        externalId: `spend-${channel}-${month}`,
        day: clock.day(-(month * 30 + 4)),
        department: 'sales',
        channel,
        money: money(euros),
        campaign: null,
      }),
    ),
  ).flat();
}
