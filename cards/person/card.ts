import type { Person } from '../../crm/person/person.ts';
import type { ChannelSettings } from '../../crm/store/channels.ts';
import type { UnmappedAccount } from '../../crm/store/people.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { departmentName, systemName } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Choice, text, type View } from '../view/view.ts';
import {
  peopleAskAll,
  peopleConfirm,
  peopleSettle,
  peopleSettleAll,
  peopleShow,
  peopleWho,
} from './actions.ts';

export interface Unmapped extends UnmappedAccount {
  /** The colleague of the same name. */
  likely: Person | null;
  /** Of whom they were asked, where they were. */
  askedName: string | null;
  /** Another account of the claimed person can confirm the claim; else an administrator does. */
  reached: boolean;
}

export type UnsetChannel = Pick<ChannelSettings, 'platform' | 'tenant' | 'channel' | 'name'>;

export interface Review {
  accounts: readonly Unmapped[];
  unreached: readonly Person[];
  channels: readonly UnsetChannel[];
  reader: Reader;
  /** One of the lists alone, and how many of it were shown before. */
  page?: { list: PeopleList; skip: number } | null;
}

export type PeopleList = 'accounts' | 'channels' | 'unreached';

const SHOWN = { first: 5, page: 20 };
/** As many of each list are read at most. */
export const MOST_LISTED = 500;

/** Accounts behind which nobody stands, people who cannot be reached, channels without settings: what an administrator may settle. */
export function peopleCard({ accounts, unreached, channels, reader, page }: Review): View {
  const strings = stringsFor(reader);
  const lists = {
    accounts: () => accountBlocks(accounts, page?.skip ?? 0, reader),
    channels: () => channelBlocks(channels, page?.skip ?? 0, reader),
    unreached: () => unreachedBlocks(unreached, page?.skip ?? 0, reader),
  };
  const blocks = page
    ? lists[page.list]()
    : [...lists.accounts(), ...lists.channels(), ...lists.unreached()];
  return {
    title: strings.people.title,
    blocks: blocks.length > 0 ? blocks : [text(strings.people.fine)],
  };
}

function accountBlocks(accounts: readonly Unmapped[], skip: number, reader: Reader): Block[] {
  if (accounts.length === 0) return [];
  const strings = stringsFor(reader);
  const { people } = strings;
  const askable = accounts.filter(({ likely, link }) => likely && !link).length;
  return [
    { kind: 'heading', text: people.accounts(accounts.length, count(accounts.length, reader)) },
    {
      kind: 'choices',
      choices: pageOf(accounts, skip).map((one) => accountChoice(one, strings, reader)),
    },
    ...more('accounts', { all: accounts.length, skip }, reader),
    ...(askable > 0
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              {
                kind: 'press' as const,
                label: people.askAll(askable, count(askable, reader)),
                ...press(peopleAskAll, {}),
              },
            ],
          },
        ]
      : []),
  ];
}

/** How far it has come with an account: asked, claimed or refused; before that, whose it looks like. */
function linkState(
  { link, likely, askedName, reached }: Pick<Unmapped, 'link' | 'likely' | 'askedName' | 'reached'>,
  words: Strings,
  reader: Reader,
): string | null {
  const { people } = words;
  const name = askedName ?? '';
  switch (link?.state) {
    case 'claimed':
      return reached ? people.claimedWaits(name) : people.claimed(name);
    case 'asked':
      return people.asked(name, when(link.askedAt, reader));
    case 'refused':
      return people.refused(name);
    default:
      return (
        likely && people.looksLike(`${likely.name} (${departmentName(likely.department, words)})`)
      );
  }
}

function accountChoice(
  { account, identity, link, likely, askedName, reached }: Unmapped,
  strings: Strings,
  reader: Reader,
): Choice {
  const { people } = strings;
  const claimed = link?.state === 'claimed';
  const state = linkState({ link, likely, askedName, reached }, strings, reader);
  return {
    title: `${identity.name} · ${systemName(account.platform, strings)}`,
    detail: [identity.email ?? people.noEmail, state].filter(Boolean).join(' · '),
    button:
      claimed && !reached
        ? {
            kind: 'press',
            label: people.claim.confirm,
            ...press(peopleConfirm, { ...account, person: link.person, yes: 'yes' }),
          }
        : {
            kind: 'press',
            label: people.who,
            ...press(peopleWho, { ...account }),
            opens: 'form',
          },
  };
}

function channelBlocks(channels: readonly UnsetChannel[], skip: number, reader: Reader): Block[] {
  if (channels.length === 0) return [];
  const strings = stringsFor(reader);
  const { people } = strings;
  const choices = pageOf(channels, skip).map(
    ({ platform, tenant, channel, name }): Choice => ({
      title: `${name ?? people.channel(channel)} · ${systemName(platform, strings)}`,
      detail: people.openNow,
      button: {
        kind: 'press',
        label: people.settle,
        ...press(peopleSettle, { platform, tenant, channel }),
      },
    }),
  );
  return [
    { kind: 'heading', text: people.channels(channels.length, count(channels.length, reader)) },
    { kind: 'choices', choices },
    ...more('channels', { all: channels.length, skip }, reader),
    ...(channels.length > 1
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              {
                kind: 'press' as const,
                label: people.settleAll,
                ...press(peopleSettleAll, {}),
              },
            ],
          },
        ]
      : []),
  ];
}

function unreachedBlocks(unreached: readonly Person[], skip: number, reader: Reader): Block[] {
  if (unreached.length === 0) return [];
  const { people } = stringsFor(reader);
  const names = pageOf(unreached, skip).map(({ name }) => name);
  return [
    { kind: 'heading', text: people.unreached(unreached.length, count(unreached.length, reader)) },
    text(listCommas(names)),
    ...more('unreached', { all: unreached.length, skip }, reader),
    text(people.unreachedNext, 'quiet'),
  ];
}

const lengthOf = (skip: number): number => (skip === 0 ? SHOWN.first : SHOWN.page);

const pageOf = <One>(all: readonly One[], skip: number): readonly One[] =>
  all.slice(skip, skip + lengthOf(skip));

function more(
  list: PeopleList,
  { all, skip }: { all: number; skip: number },
  reader: Reader,
): Block[] {
  const next = skip + lengthOf(skip);
  return restBlock(
    all - next,
    press(peopleShow, { list, skip: next }),
    reader,
    all === MOST_LISTED,
  );
}
