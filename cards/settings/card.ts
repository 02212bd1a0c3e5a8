import type { MessageKind } from '../../crm/notification/message.ts';
import type { NotificationPreference } from '../../crm/notification/preferences.ts';
import { messagesHear } from '../notification/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Fact, text, type View } from '../view/view.ts';
import { meChange, meMuted, meShow, meSnooze } from './actions.ts';

export interface PreferenceCard {
  preference: NotificationPreference;
  /** How each kind comes, as it is said. */
  paces: readonly { how: string; kinds: readonly MessageKind[] }[];
  /** The first ones; null where customers are not named. */
  muted: readonly Muted[] | null;
  reader: Reader;
}

/** All of how somebody is told things; after something was changed, with what is said of it. */
export const notificationPreferenceCard = (shown: PreferenceCard, say: string | null): View => {
  const [heading, ...blocks] = preferenceBlocks(shown);
  return {
    title: heading?.kind === 'heading' ? heading.text : '',
    blocks: [...(say === null ? [] : [text(say)]), ...blocks],
  };
};

interface Muted {
  id: string;
  name: string;
}

/** As many muted customers are named among the settings, and on a page of their own. */
export const MUTED_SHOWN = { first: 5, page: 20 };

/** Muted customers of which there is more than the settings name. */
export const mutedCard = (
  muted: readonly Muted[],
  rest: { count: number; skip: number },
  reader: Reader,
): View => ({
  title: stringsFor(reader).notifications.me.muted,
  blocks: mutedBlocks(muted, rest, reader),
});

function mutedBlocks(
  muted: readonly Muted[],
  rest: { count: number; skip: number },
  reader: Reader,
): Block[] {
  const { me } = stringsFor(reader).notifications;
  return [
    {
      kind: 'choices',
      choices: muted.map(({ id, name }) => ({
        title: name,
        detail: me.isMuted,
        button: button(me.hear(name), press(messagesHear, { customer: id })),
      })),
    },
    ...restBlock(rest.count, press(meMuted, { skip: rest.skip }), reader),
  ];
}

function preferenceBlocks({ preference, paces, muted, reader }: PreferenceCard): Block[] {
  const strings = stringsFor(reader);
  const { me, kind: kinds } = strings.notifications;
  const all = preference.mutedCustomers.length;
  const rest = { count: all - MUTED_SHOWN.first, skip: MUTED_SHOWN.first };
  return [
    { kind: 'heading', text: me.heading },
    {
      kind: 'facts',
      facts: [
        ...paces.map(
          ({ how, kinds: coming }): Fact => ({
            label: how,
            value: [strings.commas(coming.map((one) => kinds[one]))],
          }),
        ),
        ...restFacts(preference, reader, strings),
        ...(all > 0 ? [{ label: me.muted, value: [me.mutedCount(all)] }] : []),
        { label: me.named, value: [preference.named ? me.yes : me.no] },
      ],
    },
    text(me.hint, 'quiet'),
    {
      kind: 'buttons',
      buttons: [
        { kind: 'press', label: me.change, ...press(meChange, {}), opens: 'form' },
        { kind: 'press', label: me.snooze, ...press(meSnooze, {}) },
        button(strings.me.back, press(meShow, {})),
      ],
    },
    ...(muted && muted.length > 0
      ? [{ kind: 'heading' as const, text: me.muted }, ...mutedBlocks(muted, rest, reader)]
      : []),
  ];
}

function restFacts(
  { dailyAt, quiet, daysOff, snoozedUntil }: NotificationPreference,
  reader: Reader,
  strings: Strings,
): Fact[] {
  const { me, days } = strings.notifications;
  return [
    { label: me.hour, value: [dailyAt] },
    { label: me.quiet, value: [quiet ? `${quiet.from}–${quiet.to}` : me.none] },
    {
      label: me.off,
      value: [strings.commas(daysOff.map((day) => days[day - 1] ?? '')) || me.none],
    },
    ...(snoozedUntil && snoozedUntil > reader.now
      ? [{ label: me.snoozed, value: [me.until(when(snoozedUntil, reader))] }]
      : []),
  ];
}
