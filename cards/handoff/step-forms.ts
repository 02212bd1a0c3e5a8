import type { Handoff } from '../../crm/handoff/handoff.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { capital, type Reader } from '../view/format.ts';
import type { Form } from '../view/view.ts';
import { handoffAnswer, handoffAsk, handoffDecline, handoffPass, handoffTick } from './actions.ts';
import { type HandoffForm, receiverFields } from './form.ts';
import { itemName } from './lines.ts';

/** Somebody else: only whom. */
export function passingForm({
  handoff,
  departments,
  rotations,
  reader,
}: { handoff: string } & Pick<HandoffForm, 'departments' | 'rotations' | 'reader'>): Form {
  const { form: strings } = stringsFor(reader).handoff;
  return {
    title: strings.other,
    fields: receiverFields({ departments, rotations, filled: {}, reader }),
    submit: { label: strings.otherSubmit, ...press(handoffPass, { handoff }) },
  };
}

/** The receiver's checklist. `was` goes along, so that of two people who tick at once neither undoes the other. */
export function checklistForm({
  handoff: { id, checklist },
  customer,
  reader,
}: {
  handoff: Pick<Handoff, 'id' | 'checklist'>;
  customer: string;
  reader: Reader;
}): Form {
  const { form: strings } = stringsFor(reader).handoff;
  const was = checklist.filter(({ done }) => done).map(({ item }) => item);
  return {
    title: strings.checklist,
    intro: [strings.checklistOf(customer)],
    fields: [
      {
        kind: 'choices',
        id: 'there',
        label: strings.thereNow,
        options: checklist.map(({ item }) => ({
          value: item,
          label: capital(itemName(item, reader), reader),
        })),
        values: was,
        optional: true,
      },
    ],
    submit: { label: strings.checklistSubmit, ...press(handoffTick, { handoff: id, was }) },
  };
}

/** A few words to go with a step: why not, a question, an answer. */
export function wordsForm({
  handoff,
  step,
  who,
  intro,
  reader,
}: {
  handoff: string;
  step: 'decline' | 'ask' | 'answer';
  who: string;
  intro?: string | null;
  reader: Reader;
}): Form {
  const { form: strings } = stringsFor(reader).handoff;
  const said = {
    decline: {
      title: strings.decline,
      label: strings.declineWhy,
      submit: strings.declineSubmit,
      action: handoffDecline,
    },
    ask: {
      title: strings.ask(who),
      label: strings.askWhat,
      submit: strings.askSubmit,
      action: handoffAsk,
    },
    answer: {
      title: strings.answer(who),
      label: strings.answerWhat,
      submit: strings.answerSubmit,
      action: handoffAnswer,
    },
  }[step];
  return {
    title: said.title,
    ...(intro && { intro: [intro] }),
    fields: [
      {
        kind: 'text',
        id: 'words',
        label: said.label,
        multiline: true,
        max: LONGEST.text,
        optional: false,
      },
    ],
    submit: { label: said.submit, ...press(said.action, { handoff }) },
  };
}
