import type { CustomerId } from '../../crm/customer/customer.ts';
import type { WorkReference } from '../../crm/notification/message-subject.ts';
import type { DepartmentId, Person } from '../../crm/person/person.ts';
import { unreachable } from '../../crm/problem.ts';
import { customerShow } from '../customer/actions.ts';
import { handoffPassing, handoffShow } from '../handoff/actions.ts';
import { noteShow } from '../note/actions.ts';
import { peopleShow } from '../person/actions.ts';
import { promiseShow } from '../promise/actions.ts';
import { tellBegin } from '../question/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { taskHandOn, taskShow } from '../task/actions.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type Button, linkButton, text, type View } from '../view/view.ts';
import { winStory } from '../win/actions.ts';
import { messagesAdministrator } from './actions.ts';

export interface UndeliveredCard {
  /** Of the message that this is. */
  key: string;
  subject: WorkReference;
  customer: { id: CustomerId; name: string };
  receiver: Pick<Person, 'id' | 'name' | 'email' | 'active'>;
  /** It was put to several, and reached none of them. */
  several: { department: DepartmentId | null } | null;
  why: keyof Strings['undelivered']['because'];
  /** A handoff that still waits, so that it can be handed to somebody else. */
  passable: boolean;
  /** The reader may link accounts. */
  links: boolean;
  /** An administrator who can mend it, where the reader cannot. */
  administrator: Pick<Person, 'id' | 'name'> | null;
  reader: Reader;
}

/** Says that a message reached nobody: the reason, and the next step. */
export function undeliveredCard(card: UndeliveredCard): View {
  const { customer, receiver, several, subject, why, reader } = card;
  const all = stringsFor(reader);
  const { undelivered: words } = all;
  const department = several?.department ? departmentName(several.department, all) : null;
  const what = words.line[subject.kind];
  const reason = words.because[why];
  return {
    title: several
      ? words.nobody(customer.name, department)
      : words.title(customer.name, firstName(receiver.name)),
    blocks: [
      text(
        several
          ? words.reachedNobody(what, reason)
          : words.reached(what, firstName(receiver.name), reason),
        'caution',
      ),
      text(
        [words.next[subject.kind], ...(card.links || card.administrator ? [words.link] : [])].join(
          ' ',
        ),
      ),
      text(words.kept, 'quiet'),
      { kind: 'buttons', buttons: buttonsOf(card, words) },
    ],
  };
}

function buttonsOf(card: UndeliveredCard, words: Strings['undelivered']): Button[] {
  const { customer, receiver, several, links, administrator } = card;
  const write =
    receiver.active && !several && receiver.email
      ? linkButton(words.buttons.write(firstName(receiver.name)), `mailto:${receiver.email}`)
      : null;
  return [
    ...elseButtons(card, words),
    ...(write ? [write] : []),
    ...(links
      ? [{ kind: 'press' as const, label: words.buttons.link, ...press(peopleShow, {}) }]
      : []),
    ...(administrator
      ? [
          {
            kind: 'press' as const,
            label: words.buttons.tell(firstName(administrator.name)),
            ...press(messagesAdministrator, {
              unreached: receiver.id,
              to: administrator.id,
              back: card.key,
            }),
          },
        ]
      : []),
    {
      kind: 'press',
      label: words.buttons.customer,
      ...press(customerShow, { customer: customer.id }),
    },
  ];
}

/** Somebody else gets it, or it is looked at. */
function elseButtons(
  { subject: { kind, id }, customer, passable }: UndeliveredCard,
  { buttons: labels }: Strings['undelivered'],
): Button[] {
  const ask: Button = {
    kind: 'press',
    label: labels.ask,
    ...press(tellBegin, { customer: customer.id }),
    tone: 'primary',
    opens: 'form',
  };
  switch (kind) {
    case 'handoff':
      return [
        ...(passable
          ? [
              {
                kind: 'press' as const,
                label: labels.handoff,
                ...press(handoffPassing, { handoff: id }),
                tone: 'primary' as const,
                opens: 'form' as const,
              },
            ]
          : []),
        {
          kind: 'press',
          label: labels.open.handoff,
          ...press(handoffShow, { handoff: id }),
        },
      ];
    case 'task':
      return [
        {
          kind: 'press',
          label: labels.task,
          ...press(taskHandOn, { task: id }),
          tone: 'primary',
          opens: 'form',
        },
        { kind: 'press', label: labels.open.task, ...press(taskShow, { task: id }) },
      ];
    case 'promise':
      return [button(labels.open.promise, press(promiseShow, { promise: id }))];
    case 'question':
      return [ask];
    case 'note':
      return [ask, { kind: 'press', label: labels.open.note, ...press(noteShow, { note: id }) }];
    case 'win':
      return [{ kind: 'press', label: labels.open.win, ...press(winStory, { win: id }) }];
    default:
      return unreachable(kind);
  }
}

export interface UnpostedCard {
  customer: { id: CustomerId; name: string };
  place: string;
  win: string | null;
  why: keyof Strings['undelivered']['post']['because'];
  reader: Reader;
}

/** Says that a post does not stand in its channel: the reason, and the next step. */
export function unpostedCard({ customer, place, win, why, reader }: UnpostedCard): View {
  const { post: strings, buttons: labels } = stringsFor(reader).undelivered;
  return {
    title: strings.title(customer.name, place),
    blocks: [
      text(strings.because[why](place), 'caution'),
      text(strings.next[win ? 'win' : 'share']),
      {
        kind: 'buttons',
        buttons: [
          ...(win
            ? [
                {
                  kind: 'press' as const,
                  label: labels.open.win,
                  ...press(winStory, { win }),
                },
              ]
            : []),
          {
            kind: 'press',
            label: labels.customer,
            ...press(customerShow, { customer: customer.id }),
          },
        ],
      },
    ],
  };
}
