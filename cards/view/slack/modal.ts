import type {
  ExternalSelect,
  InputBlock,
  KnownBlock,
  ModalView,
  MultiStaticSelect,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { unreachable } from '../../../crm/problem.ts';
import { clip } from '../../../crm/text/cut.ts';
import { clean, longLine } from '../lines.ts';
import type { Field, Form, Option } from '../view.ts';
import { clockIn, dayIn, HOUR_LABEL, hourId } from '../when.ts';
import { SLACK } from './limits.ts';
import { paragraph, plainText, richText } from './mrkdwn.ts';

/** A form as a modal. Each input's block id and action id are the field's id. */
export function toModal(
  form: Form,
  meta: { callbackId: string; privateMetadata: string },
): ModalView & { blocks: KnownBlock[] } {
  if (meta.callbackId.length > SLACK.id)
    throw new Error(`callback_id is longer than ${SLACK.id} characters`);
  if (meta.privateMetadata.length > SLACK.privateMetadata)
    throw new Error(`private_metadata is longer than ${SLACK.privateMetadata} characters`);
  const title = plainText(form.title, SLACK.viewTitle);
  const intro = form.intro ? richText(longLine(form.intro, SLACK.paragraph)) : [];
  return {
    type: 'modal',
    callback_id: meta.callbackId,
    private_metadata: meta.privateMetadata,
    title,
    submit: plainText(form.submit.label, SLACK.viewButton),
    close: plainText('Cancel', SLACK.viewButton),
    blocks: atMost(SLACK.viewBlocks, [
      ...(title.text.endsWith('…')
        ? [{ type: 'header' as const, text: plainText(form.title, SLACK.header) }]
        : []),
      ...(intro.length > 0 ? [paragraph(intro)] : []),
      ...form.fields.flatMap(toInputs),
    ]),
  };
}

function atMost(max: number, blocks: KnownBlock[]): KnownBlock[] {
  if (blocks.length === 0) return [note('Nothing to fill in.')];
  if (blocks.length <= max) return blocks;
  return [...blocks.slice(0, max - 1), note(`and ${blocks.length - max + 1} more`)];
}

const note = (words: string): KnownBlock => ({
  type: 'context',
  elements: [plainText(words, SLACK.context)],
});

/** A day and an hour are two inputs: a form of Slack has no picker for both that may be left half empty. */
function toInputs(field: Field): KnownBlock[] {
  if (field.kind !== 'when') return [toInput(field)];
  const clock = clockIn(field.value);
  const hour: Field = {
    kind: 'time',
    id: hourId(field.id),
    label: HOUR_LABEL,
    optional: true,
    ...(clock && { value: clock }),
  };
  return [toInput(field), toInput(hour)];
}

function toInput(field: Field): KnownBlock {
  const element = toElement(field);
  if (!element) return note(`${field.label}: nothing to choose from.`);
  const hint = [field.hint ?? '', tooMany(field)].filter(Boolean).join(' ');
  return {
    type: 'input',
    block_id: field.id,
    label: plainText(field.label, SLACK.inputLabel),
    optional: field.optional,
    element,
    ...(hint && { hint: plainText(hint, SLACK.inputHint) }),
  };
}

function tooMany(field: Field): string {
  if (field.kind !== 'choice' && field.kind !== 'choices') return '';
  return field.options.length > SLACK.options
    ? `The first ${SLACK.options} of ${field.options.length}.`
    : '';
}

function toElement(field: Field): InputBlock['element'] | null {
  switch (field.kind) {
    case 'text':
      return textInput(field);
    case 'choice':
      return select(field);
    case 'choices':
      return multiSelect(field);
    case 'day':
    case 'when': {
      const day = dayIn(field.value);
      return { type: 'datepicker', action_id: field.id, ...(day && { initial_date: day }) };
    }
    case 'time': {
      const clock = clockIn(field.value);
      return { type: 'timepicker', action_id: field.id, ...(clock && { initial_time: clock }) };
    }
    case 'person':
      return {
        type: 'users_select',
        action_id: field.id,
        placeholder: plainText('Choose a colleague', SLACK.placeholder),
        ...(field.user && { initial_user: field.user }),
      };
    case 'people':
      return {
        type: 'multi_users_select',
        action_id: field.id,
        placeholder: plainText('Choose colleagues', SLACK.placeholder),
        ...(field.users?.length && { initial_users: [...field.users] }),
      };
    case 'customer':
      return customerSelect(field);
    default:
      return unreachable(field);
  }
}

function textInput(field: Field & { kind: 'text' }): InputBlock['element'] {
  const max = Math.min(Math.max(field.max, 1), SLACK.textInput);
  return {
    type: 'plain_text_input',
    action_id: field.id,
    multiline: field.multiline ?? false,
    max_length: max,
    ...(field.value && { initial_value: clip(clean(field.value), max) }),
    ...(field.placeholder && { placeholder: plainText(field.placeholder, SLACK.placeholder) }),
  };
}

function select(field: Field & { kind: 'choice' }): StaticSelect | null {
  const options = optionsOf(field.options);
  const chosen = options.find(({ value }) => value === field.value);
  return options.length === 0
    ? null
    : {
        type: 'static_select',
        action_id: field.id,
        options,
        ...(chosen && { initial_option: chosen }),
      };
}

function multiSelect(field: Field & { kind: 'choices' }): MultiStaticSelect | null {
  const options = optionsOf(field.options);
  const chosen = options.filter(
    ({ value }) => value !== undefined && field.values?.includes(value),
  );
  return options.length === 0
    ? null
    : {
        type: 'multi_static_select',
        action_id: field.id,
        options,
        ...(chosen.length > 0 && { initial_options: chosen }),
      };
}

function customerSelect(field: Field & { kind: 'customer' }): ExternalSelect {
  return {
    type: 'external_select',
    action_id: field.id,
    min_query_length: 0,
    placeholder: plainText('Name, domain or e-mail', SLACK.placeholder),
    ...(field.value && { initial_option: toOption(field.value) }),
  };
}

const optionsOf = (options: readonly Option[]): PlainTextOption[] =>
  options.slice(0, SLACK.options).map(toOption);

/** Also for the answers to search-as-you-type. */
export function toOption({ value, label }: Option): PlainTextOption {
  if (value.length === 0 || value.length > SLACK.optionValue)
    throw new Error(`An option's value has 1 to ${SLACK.optionValue} characters`);
  return { text: plainText(label, SLACK.option), value };
}
