import type { Person } from '../../crm/person/person.ts';
import type { ChannelSettings } from '../../crm/store/channels.ts';
import type { UnmappedAccount } from '../../crm/store/people.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { departmentName, systemName } from '../view/names.ts';
import { type Block, type Choice, text, type View } from '../view/view.ts';
import {
  peopleAskAll,
  peopleConfirm,
  peopleSettle,
  peopleSettleAll,
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
}

const SHOWN = 5;

/** Accounts behind which nobody stands, people who cannot be reached, channels without settings: what an administrator may settle. */
export function peopleCard({ accounts, unreached, channels, reader }: Review): View {
  const strings = stringsFor(reader);
  const blocks = [
    ...accountBlocks(accounts, strings, reader),
    ...channelBlocks(channels, strings, reader),
    ...unreachedBlocks(unreached, strings, reader),
  ];
  return {
    title: strings.people.title,
    blocks: blocks.length > 0 ? blocks : [text(strings.people.fine)],
  };
}

function accountBlocks(accounts: readonly Unmapped[], strings: Strings, reader: Reader): Block[] {
  if (accounts.length === 0) return [];
  const { people } = strings;
  const askable = accounts.filter(({ likely, link }) => likely && !link).length;
  return [
    { kind: 'heading', text: people.accounts(accounts.length, count(accounts.length, reader)) },
    {
      kind: 'choices',
      choices: accounts.slice(0, SHOWN).map((one) => accountChoice(one, strings, reader)),
    },
    ...more(accounts.length, strings),
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

function channelBlocks(
  channels: readonly UnsetChannel[],
  strings: Strings,
  reader: Reader,
): Block[] {
  if (channels.length === 0) return [];
  const { people } = strings;
  const choices = channels.slice(0, SHOWN).map(
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
    ...more(channels.length, strings),
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

function unreachedBlocks(
  unreached: readonly Person[],
  { people }: Strings,
  reader: Reader,
): Block[] {
  if (unreached.length === 0) return [];
  const names = unreached.slice(0, SHOWN).map(({ name }) => name);
  return [
    { kind: 'heading', text: people.unreached(unreached.length, count(unreached.length, reader)) },
    text(people.and(names, unreached.length - SHOWN)),
    text(people.unreachedNext, 'quiet'),
  ];
}

const more = (all: number, strings: Strings): Block[] =>
  all > SHOWN ? [text(strings.andMore(all - SHOWN), 'quiet')] : [];
