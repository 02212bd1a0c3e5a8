import type { MessageKind } from '../../crm/notification/message.ts';
import type { NotificationPreference } from '../../crm/notification/preferences.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Field } from '../../crm/policy/policy.ts';
import { messagesHear } from '../notification/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, type Button, type Fact, text, type View } from '../view/view.ts';
import { meChange, meSnooze } from './actions.ts';

export interface Me {
  person: Person;
  sees: readonly Field[];
  hidden: readonly Field[];
  preference: NotificationPreference;
  /** How each kind comes, as it is said. */
  paces: readonly { how: string; kinds: readonly MessageKind[] }[];
  /** Null where customers are not named. */
  muted: readonly { id: string; name: string }[] | null;
  reader: Reader;
}

/** How Rapport knows the asker, what the policy lets them see, and how they want to be told things. */
export function meCard({ person, sees, hidden, preference, paces, muted, reader }: Me): View {
  const strings = stringsFor(reader);
  const names = (fields: readonly Field[]): string =>
    strings.timeline.and(fields.map((field) => strings.why.fields[field])) || strings.me.nothing;
  return {
    title: strings.me.title(person.name),
    blocks: [
      text(
        strings.me.role(
          person.title ?? strings.roles[person.role],
          departmentName(person.department, strings),
        ),
      ),
      {
        kind: 'facts',
        facts: [
          { label: strings.me.sees, value: [names(sees)] },
          { label: strings.me.hidden, value: [names(hidden)] },
          { label: strings.me.email, value: [person.email] },
          { label: strings.me.zone, value: [reader.zone] },
          { label: strings.me.locale, value: [reader.locale] },
        ],
      },
      ...preferenceBlocks({ preference, paces, muted, reader }),
    ],
  };
}

/** Alone, after something was changed. */
export const notificationPreferenceCard = (
  shown: Pick<Me, 'preference' | 'paces' | 'muted' | 'reader'>,
  say: string,
): View => {
  const [heading, ...blocks] = preferenceBlocks(shown);
  return { title: heading?.kind === 'heading' ? heading.text : '', blocks: [text(say), ...blocks] };
};

/** As many muted customers are named. */
export const MUTED_SHOWN = 20;

function preferenceBlocks({
  preference,
  paces,
  muted,
  reader,
}: Pick<Me, 'preference' | 'paces' | 'muted' | 'reader'>): Block[] {
  const strings = stringsFor(reader);
  const { me, kind: kinds } = strings.notifications;
  // The buttons are for those that are named; the next ones are named once these are heard again.
  const rest = preference.mutedCustomers.length - MUTED_SHOWN;
  const beyond = rest > 0 ? [strings.andMore(rest)] : [];
  const hears: Button[] = (muted ?? []).map(({ id, name }) => ({
    kind: 'press',
    label: me.hear(name),
    ...press(messagesHear, { customer: id }),
  }));
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
        ...(preference.mutedCustomers.length > 0
          ? [
              {
                label: me.muted,
                value: [
                  muted
                    ? strings.commas([...muted.map(({ name }) => name), ...beyond])
                    : me.mutedCount(preference.mutedCustomers.length),
                ],
              },
            ]
          : []),
        { label: me.named, value: [preference.named ? me.yes : me.no] },
      ],
    },
    text(me.hint, 'quiet'),
    {
      kind: 'buttons',
      buttons: [
        { kind: 'press', label: me.change, ...press(meChange, {}), opens: 'form' },
        { kind: 'press', label: me.snooze, ...press(meSnooze, {}) },
      ],
      ...(hears.length > 0 && { more: { label: me.more, buttons: hears } }),
    },
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
