import type { MessageKind } from '../../crm/notification/message.ts';
import type { Delivery, NotificationPreference } from '../../crm/notification/preferences.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import type { Form } from '../view/view.ts';
import { meSave } from './actions.ts';

const DELIVERIES: readonly Delivery[] = ['at-once', 'hourly', 'daily', 'muted'];

/** How somebody is told things, filled with what is set now. A kind's field has the kind's own name. */
export function notificationPreferenceForm({
  preference: { dailyAt, quiet, daysOff, named },
  kinds,
  reader,
}: {
  preference: NotificationPreference;
  kinds: readonly { kind: MessageKind; delivery: Delivery }[];
  reader: Reader;
}): Form {
  const { form, kind: names, delivery: deliveries, days, me } = stringsFor(reader).notifications;
  return {
    title: form.title,
    fields: [
      ...kinds.map(({ kind, delivery }) => ({
        kind: 'choice' as const,
        id: kind,
        label: names[kind],
        value: delivery,
        optional: false,
        options: DELIVERIES.map((value) => ({ value, label: deliveries[value] })),
      })),
      {
        kind: 'time',
        id: 'dailyAt',
        label: form.dailyAt,
        value: dailyAt,
        optional: false,
      },
      {
        kind: 'time',
        id: 'quietFrom',
        label: form.quietFrom,
        hint: form.quietHint,
        ...(quiet && { value: quiet.from }),
        optional: true,
      },
      {
        kind: 'time',
        id: 'quietTo',
        label: form.quietTo,
        ...(quiet && { value: quiet.to }),
        optional: true,
      },
      {
        kind: 'choices',
        id: 'daysOff',
        label: form.daysOff,
        options: days.map((label, i) => ({ value: String(i + 1), label })),
        values: daysOff.map(String),
        optional: true,
      },
      {
        kind: 'choice',
        id: 'named',
        label: form.named,
        options: [
          { value: 'yes', label: me.yes },
          { value: 'no', label: me.no },
        ],
        value: named ? 'yes' : 'no',
        optional: false,
      },
    ],
    submit: { label: form.submit, ...press(meSave, {}) },
  };
}
