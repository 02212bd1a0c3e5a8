import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Mention } from '../../crm/question/question.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { moment, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { tellBegin, tellOnIt, tellReply } from './actions.ts';

export interface MentionCard {
  mention: Pick<Mention, 'id' | 'words' | 'customerId'>;
  customer: string;
  from: string;
  /** The people who were asked: several are named, so that one answers and the others know. */
  asked: { kind: 'person' } | { kind: 'department'; name: string } | { kind: 'team' };
  /** Once somebody answered. */
  answered: { by: string; at: Date; words: string | null } | null;
  /** The customer's card as the receiver may see it. */
  card: View | null;
  reader: Reader;
}

/** Says that others are asked the same. */
function contextOf(
  asked: MentionCard['asked'],
  asker: string,
  words: ReturnType<typeof stringsFor>['ask'],
): string | null {
  switch (asked.kind) {
    case 'department':
      return words.asksDepartment(asker, asked.name);
    case 'team':
      return words.asksTeam(asker);
    case 'person':
      return null;
  }
}

/** A colleague's question, as the one who is asked gets it: who asks, what, and what to know of the customer. */
export function mentionCard({
  mention,
  customer,
  from,
  asked,
  answered,
  card,
  reader,
}: MentionCard): View {
  const { ask: strings } = stringsFor(reader);
  const context = contextOf(asked, firstName(from), strings);
  return {
    title: strings.title(customer, firstName(from)),
    blocks: [
      text(strings.said(mention.words)),
      ...(context ? [text(context, 'quiet')] : []),
      ...answerBlocks(answered, reader),
      { kind: 'buttons', buttons: buttons(mention, answered !== null, reader) },
      ...(card
        ? [
            { kind: 'divider' } satisfies Block,
            { kind: 'heading', text: card.title } satisfies Block,
            ...card.blocks,
          ]
        : []),
    ],
  };
}

export function buttons(
  { id, customerId }: MentionCard['mention'],
  answered: boolean,
  reader: Reader,
): Button[] {
  const { ask: strings } = stringsFor(reader);
  const quick: Button[] = answered
    ? []
    : [{ kind: 'press', label: strings.onIt, ...press(tellOnIt, { mention: id }) }];
  return [
    {
      kind: 'press',
      label: strings.answer,
      ...press(tellReply, { mention: id }),
      opens: 'form',
      ...(!answered && { tone: 'primary' }),
    },
    ...quick,
    customerButton(customerId, reader),
  ];
}

export const customerButton = (customer: CustomerId, reader: Reader): Button => ({
  kind: 'press',
  label: stringsFor(reader).ask.customer,
  ...press(customerShow, { customer }),
});

/** A question to a department, as everybody in its channel reads it: one of them answers, and it says who. */
export function channelQuestionCard({
  question,
  mention,
  customer,
  from,
  department,
  answered,
  reader,
}: { question: string; department: string } & Pick<
  MentionCard,
  'mention' | 'customer' | 'from' | 'answered' | 'reader'
>): View {
  const { ask: strings } = stringsFor(reader);
  return {
    title: strings.titleTo(customer, firstName(from), department),
    blocks: [
      text(strings.said(mention.words)),
      ...answerBlocks(answered, reader),
      ...(answered ? [] : [text(strings.enough, 'quiet')]),
      {
        kind: 'buttons',
        buttons: buttons({ ...mention, id: question }, answered !== null, reader),
      },
    ],
  };
}

/** In its place, once somebody reads there who may know of no customer. */
export function hiddenQuestionCard(reader: Reader): View {
  const { hidden } = stringsFor(reader).ask;
  return { title: hidden.title, blocks: [text(hidden.text)] };
}

function answerBlocks(answered: MentionCard['answered'], reader: Reader): Block[] {
  const { ask: strings } = stringsFor(reader);
  return answered
    ? [
        text(strings.answered(answered.by, moment(answered.at, reader))),
        ...(answered.words ? [text(strings.said(answered.words))] : []),
      ]
    : [];
}

/** The answer, as the one who asked gets it. */
export function answerCard({
  mention,
  customer,
  by,
  words: said,
  reader,
}: {
  mention: Pick<Mention, 'words' | 'customerId' | 'to'>;
  customer: string;
  by: string;
  words: string;
  reader: Reader;
}): View {
  const { ask: words } = stringsFor(reader);
  return {
    title: words.answers(customer, by),
    blocks: [
      text(words.said(said)),
      text(words.youAsked(mention.words), 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: words.again,
            ...press(tellBegin, { customer: mention.customerId, to: mention.to }),
            opens: 'form',
          },
          customerButton(mention.customerId, reader),
        ],
      },
    ],
  };
}
