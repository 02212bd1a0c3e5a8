import type { Person } from '../../crm/person/person.ts';
import type { Field } from '../../crm/policy/policy.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, type Choice, text, type View } from '../view/view.ts';
import { meChange, meMuted, meNamed, meSection, meShow, meSnooze } from './actions.ts';
import type { PreferenceCard } from './card.ts';

export interface Me extends PreferenceCard {
  person: Person;
  sees: readonly Field[];
  hidden: readonly Field[];
}

/** Everything that can be set or looked up about oneself: a line each, and the button that opens it. */
export function meCard(me: Me): View {
  const strings = stringsFor(me.reader);
  const told = strings.notifications.me;
  return {
    title: strings.me.title(me.person.name),
    blocks: [
      roleBlock(me.person, strings),
      {
        kind: 'choices',
        choices: [
          {
            title: told.heading,
            detail: paceLine(me, strings),
            button: opens('messages', strings),
          },
          namedChoice(me, strings),
          ...mutedChoice(me, strings),
          {
            title: strings.me.access,
            detail: strings.me.accessCount(me.sees.length, me.sees.length + me.hidden.length),
            button: opens('access', strings),
          },
          {
            title: strings.me.account,
            detail: me.person.email,
            button: opens('account', strings),
          },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { kind: 'press', label: told.change, ...press(meChange, {}), opens: 'form' },
          button(told.snooze, press(meSnooze, {})),
        ],
      },
    ],
  };
}

const roleBlock = ({ title, role, department }: Person, strings: Strings): Block =>
  text(strings.me.role(title ?? strings.roles[role], departmentName(department, strings)));

const opens = (section: 'messages' | 'access' | 'account', { me }: Strings): Choice['button'] =>
  button(me.open, press(meSection, { section }));

/** `At once: 5 kinds · Daily at 08:00: 2 kinds · quiet 18:00–08:00`. */
function paceLine(
  { paces, preference: { quiet, snoozedUntil }, reader }: Me,
  strings: Strings,
): string {
  const { me } = strings.notifications;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > reader.now;
  return [
    ...(isSnoozed ? [`${me.snoozed} ${me.until(when(snoozedUntil, reader))}`] : []),
    ...paces.map(({ how, kinds }) => me.pace(how, kinds.length)),
    ...(quiet ? [me.quietLine(`${quiet.from}–${quiet.to}`)] : []),
  ].join(' · ');
}

function namedChoice({ preference: { named } }: Me, strings: Strings): Choice {
  const { me } = strings.notifications;
  return {
    title: me.named,
    detail: me.namedLine[named ? 'yes' : 'no'],
    button: button(named ? me.unname : me.name, press(meNamed, { named: !named })),
  };
}

function mutedChoice({ preference: { mutedCustomers } }: Me, strings: Strings): Choice[] {
  const { me } = strings.notifications;
  if (mutedCustomers.length === 0) return [];
  return [
    {
      title: me.muted,
      detail: me.mutedCount(mutedCustomers.length),
      button: button(strings.buttons.show, press(meMuted, { skip: 0 })),
    },
  ];
}

/** The facts that the policy lets this person see, and those that it keeps from them. */
export function accessCard({ sees, hidden }: Pick<Me, 'sees' | 'hidden'>, reader: Reader): View {
  const strings = stringsFor(reader);
  const names = (fields: readonly Field[]): string =>
    strings.timeline.and(fields.map((field) => strings.why.fields[field])) || strings.me.nothing;
  return {
    title: strings.me.access,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: strings.me.sees, value: [names(sees)] },
          { label: strings.me.hidden, value: [names(hidden)] },
        ],
      },
      backBlock(strings),
    ],
  };
}

/** By what this person is known, and where their days begin. */
export function accountCard({ person, reader }: Pick<Me, 'person' | 'reader'>): View {
  const strings = stringsFor(reader);
  return {
    title: strings.me.account,
    blocks: [
      roleBlock(person, strings),
      {
        kind: 'facts',
        facts: [
          { label: strings.me.email, value: [person.email] },
          { label: strings.me.zone, value: [reader.zone] },
          { label: strings.me.locale, value: [reader.locale] },
        ],
      },
      backBlock(strings),
    ],
  };
}

const backBlock = (strings: Strings): Block => ({
  kind: 'buttons',
  buttons: [button(strings.me.back, press(meShow, {}))],
});
