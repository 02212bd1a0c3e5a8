import type { Mention } from '../../crm/question/question.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import type { Form } from '../view/view.ts';
import { tellAnswer, tellSend } from './actions.ts';

export interface AskForm {
  customer: CustomerChoice;
  /** A colleague, or one of the teams. */
  who: string;
  departments: readonly string[];
  words: string;
  data: DataOf<typeof tellSend>;
  reader: Reader;
}

/** Everybody who has to do with the customer, as it is typed. */
const TEAM = 'team';

/** A question as a dialog. */
export function askForm({ customer, who, departments, words: said, data, reader }: AskForm): Form {
  const all = stringsFor(reader);
  const { form: words } = all.ask;
  const teams = [
    { value: TEAM, label: words.everybody },
    ...departments.map((id) => ({ value: id, label: departmentName(id, all) })),
  ];
  const isTeam = teams.some(({ value }) => value === who);
  return {
    title: words.title,
    fields: [
      ...customerFields(customer, all.ask.customer, all),
      {
        kind: 'person',
        id: 'who',
        label: words.who,
        ...(who && !isTeam && { value: who }),
        optional: true,
      },
      {
        kind: 'choice',
        id: 'team',
        label: words.team,
        options: teams,
        ...(isTeam && { value: who }),
        optional: true,
      },
      {
        kind: 'text',
        id: 'words',
        label: words.words,
        ...(said && { value: said }),
        multiline: true,
        max: LONGEST.text,
        optional: false,
      },
    ],
    submit: { label: words.submit, ...press(tellSend, data) },
  };
}

export function answerForm({
  mention,
  customer,
  from,
  reader,
}: {
  mention: Pick<Mention, 'id' | 'words'>;
  customer: string;
  from: string;
  reader: Reader;
}): Form {
  const { ask: strings } = stringsFor(reader);
  return {
    title: strings.form.answerTitle,
    intro: [`${strings.title(customer, firstName(from))} ${strings.said(mention.words)}`],
    fields: [
      {
        kind: 'text',
        id: 'words',
        label: strings.form.answer,
        multiline: true,
        max: LONGEST.text,
        optional: false,
      },
    ],
    submit: {
      label: strings.form.answerSubmit,
      ...press(tellAnswer, { mention: mention.id }),
    },
  };
}
