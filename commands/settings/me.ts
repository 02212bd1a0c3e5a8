import { z } from 'zod';
import {
  meChange,
  meMuted,
  meNamed,
  meSave,
  meSection,
  meShow,
  meSnooze,
} from '../../cards/settings/actions.ts';
import { MUTED_SHOWN, mutedCard, notificationPreferenceCard } from '../../cards/settings/card.ts';
import { notificationPreferenceForm } from '../../cards/settings/form.ts';
import { accessCard, accountCard, type Me, meCard } from '../../cards/settings/me-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { capital } from '../../cards/view/format.ts';
import type { Form } from '../../cards/view/view.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import { MESSAGE_KINDS, MessageKind } from '../../crm/notification/message.ts';
import {
  Delivery,
  deliveryOf,
  type NotificationPreference,
} from '../../crm/notification/preferences.ts';
import { hiddenFrom } from '../../crm/policy/policy.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { HOUR } from '../../crm/time/durations.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { snoozeMessages } from '../notification/preference-actions.ts';
import { parseDelivery, setNotificationPreference } from '../notification/preferences.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { checkedDays, clockOf, quietOf, settingOf } from './parse.ts';

const Filled = z.object({
  ...Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, Delivery])),
  dailyAt: typedText(LONGEST.clock),
  quietFrom: typedText(LONGEST.clock).default(''),
  quietTo: typedText(LONGEST.clock).default(''),
  daysOff: z.array(z.coerce.number().int().min(1).max(7)).optional(),
  named: z.enum(['yes', 'no']),
});
const Kinds = z.partialRecord(MessageKind, Delivery);
/** Commands of their own that people type after `me`. */
const ELSEWHERE = ['away'];

export const me = defineCommand({
  name: 'me',
  listed: 'early',
  usage: 'me [setting]',
  summary: 'How I know you, what you may see, and how I tell you things',
  examples: ['me', 'me wins daily', 'me mute followed', 'me quiet 18:00-08:00', 'me snooze 2h'],
  phrases: [
    {
      words: [
        'my settings|preferences|profile|account|notifications',
        'who am i',
        'unmute [me|everything|all]',
        'no messages|notifications|pings|emails on|at|after|before|during {words}',
        'stop messages|notifications|pings|emails on|at|after|before|during {words}',
        'do not ping|message|write|notify|bother|disturb|email me on|at|after|before|during {words}',
        'what do you know about me',
        'what can|may i see',
        'change|open|show [my] settings|preferences|notifications',
        'am i an admin|administrator',
        'what are my settings|preferences|rights|permissions',
      ],
      typed: '',
    },
  ],
  anywhere: true,
  aliases: ['whoami', 'settings'],
  args: CommandInput,
  async run({ words, quoted, people }, context) {
    const typed = words.trim();
    const [first = '', ...rest] = typed.split(' ');
    const other = context.commands.find(
      ({ name }) => name === first.toLowerCase() && ELSEWHERE.includes(name),
    );
    if (other) return other.run({ words: rest.join(' '), quoted, people }, context);
    if (!typed) return show(context);
    const preference = await context.store.notificationPreferences.get(context.person.id);
    const change = settingOf(typed, preference, context);
    return change.snoozedUntil
      ? snoozeMessages(change.snoozedUntil, null, context)
      : saved(await setNotificationPreference(change, context), context);
  },
  actions: [
    on(meShow, (_, context) => show(context)),
    on(meSection, ({ section }, context) => SECTIONS[section](context)),
    on(meNamed, nameInWins),
    on(meMuted, ({ skip }, context) => muted(skip, context)),
    on(meSnooze, (_, context) =>
      snoozeMessages(new Date(context.now.getTime() + HOUR), null, context),
    ),
    on(meChange, async (_, context) => ({
      kind: 'form',
      form: await formOf({}, context),
    })),
    submitOrAgain(
      { action: meSave, values: Filled },
      async ({ values }, context) => {
        const { reader } = context;
        const { dailyAt, quietFrom, quietTo, daysOff = [], named, ...rest } = values;
        const change = {
          kinds: Kinds.parse(rest),
          dailyAt: clockOf(dailyAt, reader),
          quiet: quietFrom || quietTo ? quietOf(`${quietFrom}-${quietTo}`, reader) : null,
          daysOff: checkedDays(daysOff, reader),
          named: named === 'yes',
        };
        return saved(await setNotificationPreference(change, context), context);
      },
      formOf,
    ),
  ],
});

async function formOf(_: object, { store, person, reader }: Context): Promise<Form> {
  const preference = await store.notificationPreferences.get(person.id);
  return notificationPreferenceForm({
    preference,
    kinds: MESSAGE_KINDS.map((kind) => ({ kind, delivery: deliveryOf(preference, kind) })),
    reader,
  });
}

const meOf = async (context: Context): Promise<Me> => ({
  person: context.person,
  sees: context.access.fields,
  hidden: hiddenFrom(context.access),
  reader: context.reader,
  ...(await told(await context.store.notificationPreferences.get(context.person.id), context)),
});

const show = async (context: Context): Promise<Reply> => ({
  kind: 'answer',
  view: meCard(await meOf(context)),
});

type Section = z.output<typeof meSection.data>['section'];

const SECTIONS: Record<Section, (context: Context) => Promise<Reply>> = {
  messages: async (context) => ({
    kind: 'answer',
    view: notificationPreferenceCard(await meOf(context), null),
  }),
  access: async (context) => ({
    kind: 'answer',
    view: accessCard(await meOf(context), context.reader),
  }),
  account: async ({ person, reader }) => ({
    kind: 'answer',
    view: accountCard({ person, reader }),
  }),
};

async function nameInWins({ named }: { named: boolean }, context: Context): Promise<Reply> {
  await setNotificationPreference({ named }, context);
  return show(context);
}

const saved = async (preference: NotificationPreference, context: Context): Promise<Reply> => ({
  kind: 'answer',
  view: notificationPreferenceCard(
    { reader: context.reader, ...(await told(preference, context)) },
    stringsFor(context.reader).notifications.me.saved,
  ),
});

async function muted(skip: number, { store, person, place, reader }: Context): Promise<Reply> {
  const { mutedCustomers } = await store.notificationPreferences.get(person.id);
  const next = skip + MUTED_SHOWN.page;
  const shown = place.shared ? [] : await namesOf(mutedCustomers.slice(skip, next), store);
  const rest = { count: place.shared ? 0 : mutedCustomers.length - next, skip: next };
  return { kind: 'answer', view: mutedCard(shown, rest, reader) };
}

async function told(preference: NotificationPreference, { store, place, reader }: Context) {
  const paces = Delivery.options.flatMap((delivery) => {
    const kinds = MESSAGE_KINDS.filter((kind) => deliveryOf(preference, kind) === delivery);
    return kinds.length > 0
      ? [{ how: capital(parseDelivery(preference, delivery, reader), reader), kinds }]
      : [];
  });
  return {
    preference,
    paces,
    muted: place.shared
      ? null
      : await namesOf(preference.mutedCustomers.slice(0, MUTED_SHOWN.first), store),
  };
}

async function namesOf(customers: readonly string[], { customers: known }: Context['store']) {
  const named = await Promise.all(
    customers.map(async (id) => ({ id, name: await known.name(CustomerId.parse(id)) })),
  );
  return named.flatMap(({ id, name }) => (name ? [{ id, name }] : []));
}
