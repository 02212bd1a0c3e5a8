import { type Html, html } from '../adapter/html.ts';
import { type SlackBlock, unknownBlock } from './slack-blocks.ts';

type Actions = Extract<SlackBlock, { type: 'actions' }>['elements'][number];
type Accessory = NonNullable<Extract<SlackBlock, { type: 'section' }>['accessory']>;
type Control = Extract<SlackBlock, { type: 'input' }>['element'];

/** A button or a menu: what it carries is what Slack would send when it is pressed. */
export function elementHtml(element: Actions | Accessory, blockId: string | undefined): Html {
  switch (element.type) {
    case 'button': {
      const look = `slack-button ${element.style ?? ''}`;
      if (element.url)
        return html`<a class="${look}" href="${element.url}" target="_blank" rel="noopener noreferrer">${element.text.text}</a>`;
      const payload = payloadOf(element, blockId, { value: element.value });
      return html`<button type="button" class="${look}" aria-label="${element.accessibility_label ?? element.text.text}" data-press="${payload}" data-confirm="${element.confirm ? JSON.stringify(element.confirm) : ''}">${element.text.text}</button>`;
    }
    case 'static_select': {
      const groups = element.option_groups ?? [
        { label: { text: '' }, options: element.options ?? [] },
      ];
      const options = groups.map(
        ({ label, options: grouped }) =>
          html`${label.text && html`<span class="slack-group">${label.text}</span>`}${grouped.map((option) => html`<button type="button" data-confirm="${element.confirm ? JSON.stringify(element.confirm) : ''}" data-press="${payloadOf(element, blockId, { selected_option: option })}">${option.text.text}</button>`)}`,
      );
      return html`<details class="slack-menu"><summary class="slack-button">${element.placeholder?.text ?? 'Choose'} <span aria-hidden="true">▾</span></summary><div class="slack-options">${options}</div></details>`;
    }
    case 'external_select':
      return html`<span class="slack-external"><input type="text" autocomplete="off" data-search data-pick="${payloadOf(element, blockId, {})}" placeholder="${element.placeholder?.text ?? ''}" aria-label="${element.placeholder?.text ?? 'Search'}"></span>`;
    default:
      return unknownBlock(element.type);
  }
}

const payloadOf = (
  element: { type: string; action_id?: string },
  blockId: string | undefined,
  more: object,
): string =>
  JSON.stringify({
    type: element.type,
    action_id: element.action_id,
    block_id: blockId ?? 'made-by-slack',
    ...more,
  });

/** A field of a modal; `data-kind` says how its value is told in `view.state`. */
export function controlHtml(element: Control, id: string, required: boolean): Html {
  const name = 'action_id' in element ? (element.action_id ?? '') : '';
  const must = required ? html` required` : null;
  switch (element.type) {
    case 'plain_text_input':
      return element.multiline
        ? html`<textarea id="${id}" name="${name}" data-kind="value" rows="3" maxlength="${element.max_length}" placeholder="${element.placeholder?.text}"${must}>${element.initial_value}</textarea>`
        : html`<input id="${id}" name="${name}" data-kind="value" maxlength="${element.max_length}" placeholder="${element.placeholder?.text}" value="${element.initial_value}"${must}>`;
    case 'static_select': {
      const options = (element.options ?? []).map(
        ({ value, text }) =>
          html`<option value="${value}"${element.initial_option?.value === value && html` selected`}>${text.text}</option>`,
      );
      return html`<select id="${id}" name="${name}" data-kind="selected_option"${must}><option value=""></option>${options}</select>`;
    }
    case 'multi_static_select': {
      const chosen = new Set(element.initial_options?.map(({ value }) => value));
      const options = (element.options ?? []).map(
        ({ value, text }) =>
          html`<option value="${value}"${chosen.has(value) && html` data-chosen="yes"`}>${text.text}</option>`,
      );
      return html`<div class="slack-chips" data-name="${name}" data-kind="selected_options"><select id="${id}"${must}><option value="">Choose…</option>${options}</select></div>`;
    }
    case 'multi_users_select':
      return html`<div class="slack-chips" data-name="${name}" data-kind="selected_users" data-people="${JSON.stringify(element.initial_users ?? [])}"><select id="${id}"${must}><option value="">${element.placeholder?.text ?? ''}</option></select></div>`;
    case 'timepicker':
      return html`<input id="${id}" name="${name}" data-kind="selected_time" type="time" value="${element.initial_time}"${must}>`;
    case 'users_select':
      return html`<select id="${id}" name="${name}" data-kind="selected_user" data-people="${element.initial_user ?? ''}"${must}><option value="">${element.placeholder?.text ?? ''}</option></select>`;
    case 'datepicker':
      return html`<input id="${id}" name="${name}" data-kind="selected_date" type="date" value="${element.initial_date}"${must}>`;
    case 'external_select':
      return html`<span class="slack-external"><input id="${id}" type="text" autocomplete="off" data-search data-fills="${name}" value="${element.initial_option?.text.text}" placeholder="${element.placeholder?.text}"${must}><input type="hidden" name="${name}" data-kind="selected_option" value="${element.initial_option?.value}"></span>`;
    default:
      return unknownBlock(element.type);
  }
}
