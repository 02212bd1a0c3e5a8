import { unreachable } from '../../../crm/problem.ts';
import { clip } from '../../../crm/text/cut.ts';
import { LONGEST } from '../../../crm/text/limits.ts';
import { clean, labelText, longLine } from '../lines.ts';
import { packData } from '../press.ts';
import type { Field, Form } from '../view.ts';
import { clockIn, dayIn, HOUR_LABEL, hourId } from '../when.ts';
import {
  type AdaptiveCard,
  CUSTOMERS,
  cardOf,
  type Element,
  type ElementParts,
  type Input,
} from './elements.ts';
import { TEAMS } from './limits.ts';
import { inert, literal, markdown, mentionsIn } from './markdown.ts';
import { encodeChoice, MANY, ONE, PEOPLE, PERSON } from './press.ts';

/** A form as the card of a dialog; its title stands above it, in the dialog's own frame. */
export function toDialog(form: Form): AdaptiveCard {
  packData(form.submit);
  const { action, data } = form.submit;
  const intro = form.intro ? longLine(form.intro, TEAMS.value) : [];
  const entities = mentionsIn([intro]);
  const card = (fields: number, options: number): AdaptiveCard => ({
    ...cardOf([
      ...(intro.length > 0
        ? [{ type: 'TextBlock' as const, text: markdown(intro), wrap: true as const }]
        : []),
      ...form.fields.slice(0, fields).flatMap((field) => toElements(field, options)),
      ...(fields < form.fields.length ? [note(`and ${form.fields.length - fields} more`)] : []),
    ]),
    actions: [
      {
        type: 'Action.Submit',
        title: labelText(form.submit.label, TEAMS.button),
        style: 'positive',
        data: { action, data },
      },
    ],
    ...(entities.length > 0 && { msteams: { entities } }),
  });
  const sizes = [
    [form.fields.length, 1000],
    [form.fields.length, 100],
    [form.fields.length, 30],
    [form.fields.length, 5],
    [20, 5],
    [5, 5],
    [0, 0],
  ] as const;
  const fitting = sizes
    .map(([fields, options]) => card(Math.min(fields, form.fields.length), options))
    .find((candidate) => bytesOf(candidate) <= TEAMS.bytes);
  return fitting ?? card(0, 0);
}

export const bytesOf = (card: AdaptiveCard): number =>
  new TextEncoder().encode(JSON.stringify(card)).length;

const note = (words: string): Element => ({
  type: 'TextBlock',
  text: literal(words),
  wrap: true,
  isSubtle: true,
  size: 'Small',
  spacing: 'Small',
});

function toElements(field: Field, most: number): Element[] {
  const hints = [field.hint ? clip(clean(field.hint), TEAMS.hint) : '', tooMany(field, most)]
    .filter(Boolean)
    .join(' ');
  const hour = field.kind === 'when' ? [hourInput(field)] : [];
  return [toInput(field, most), ...hour, ...(hints ? [note(hints)] : [])];
}

function hourInput({ id, value }: Field & { kind: 'when' }): Input {
  const clock = clockIn(value);
  const parts = asked({ kind: 'time', id: hourId(id), label: HOUR_LABEL, optional: true });
  return { type: 'Input.Time', ...parts, ...(clock && { value: clock }) };
}

function tooMany(field: Field, most: number): string {
  const options = field.kind === 'choice' || field.kind === 'choices' ? field.options.length : 0;
  return options > most ? `The first ${most} of ${options}.` : '';
}

function toInput(field: Field, most: number): Input {
  switch (field.kind) {
    case 'text': {
      const { value, placeholder, multiline, max } = field;
      return {
        type: 'Input.Text',
        ...asked(field),
        maxLength: Math.max(max, 1),
        ...(multiline && { isMultiline: true }),
        ...(value && { value: clip(clean(value), Math.max(max, 1)) }),
        ...(placeholder && { placeholder: labelText(placeholder, TEAMS.option) }),
      };
    }
    case 'choice': {
      const choices = field.options
        .slice(0, most)
        .map(({ value, label }) => ({ title: inert(labelText(label, TEAMS.option)), value }));
      return {
        type: 'Input.ChoiceSet',
        ...asked(field),
        choices,
        style: 'compact',
        wrap: true,
        ...(field.value && { value: field.value }),
      };
    }
    case 'choices': {
      const choices = field.options.slice(0, most).map(({ value, label }) => ({
        title: inert(labelText(label, TEAMS.option)),
        value: encodeChoice(value),
      }));
      const chosen = field.values?.map(encodeChoice).join(',');
      return {
        type: 'Input.ChoiceSet',
        ...asked(field),
        choices,
        isMultiSelect: true,
        style: choices.length > 6 ? 'compact' : 'expanded',
        wrap: true,
        ...(chosen && { value: chosen }),
      };
    }
    case 'day':
    case 'when': {
      const day = dayIn(field.value);
      return { type: 'Input.Date', ...asked(field), ...(day && { value: day }) };
    }
    case 'time': {
      const clock = clockIn(field.value);
      return { type: 'Input.Time', ...asked(field), ...(clock && { value: clock }) };
    }
    case 'person':
      return {
        ...peopleInput(field, most),
        placeholder: 'Choose a colleague',
        ...(field.user && { value: field.user }),
      };
    case 'people':
      return {
        ...peopleInput(field, most),
        isMultiSelect: true,
        placeholder: 'Choose colleagues',
        ...(field.users?.length && { value: field.users.join(',') }),
      };
    case 'customer':
      return customerInput(field, most);
    default:
      return unreachable(field);
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker */
const peopleInput = (
  field: Field & { kind: 'person' | 'people' },
  most: number,
): Input & { type: 'Input.ChoiceSet' } => ({
  type: 'Input.ChoiceSet',
  ...asked(field),
  choices: (field.strangers ?? []).slice(0, most).map(({ value, label }) => ({
    title: inert(labelText(label, TEAMS.option)),
    value,
  })),
  'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
});

/** Where a client cannot search, the choices of the card are left. */
function customerInput(field: Field & { kind: 'customer' }, most: number): Input {
  const { value, likely = [] } = field;
  const others = likely.filter((one) => one.value !== value?.value);
  const choices = [...(value ? [value] : []), ...others].slice(0, most);
  return {
    type: 'Input.ChoiceSet',
    ...asked(field),
    choices: choices.map((one) => ({
      title: inert(labelText(one.label, TEAMS.option)),
      value: clip(clean(one.value), LONGEST.customer),
    })),
    'choices.data': { type: 'Data.Query', dataset: CUSTOMERS },
    placeholder: 'Name, domain or e-mail',
    ...(value && { value: clip(clean(value.value), LONGEST.customer) }),
  };
}

const PREFIX: Partial<Record<Field['kind'], string>> = {
  choices: MANY,
  person: PERSON,
  people: PEOPLE,
};

function asked(field: Field): ElementParts {
  const label = inert(labelText(field.label, TEAMS.option));
  const id = `${PREFIX[field.kind] ?? ONE}${field.id}`;
  return field.optional
    ? { id, label }
    : { id, label, isRequired: true, errorMessage: `${label} is needed` };
}
