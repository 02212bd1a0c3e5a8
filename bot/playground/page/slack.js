import { everybody, suggest } from './api.js';
import { combobox } from './combobox.js';
import { element } from './dom.js';

/** A message of Slack: its HTML was made, and escaped, by the bot. */
export function slackMessage({ slack }, press) {
  const message = element('div', { class: 'slack-message' });
  message.innerHTML = slack.html;
  const send = (payload) => press({ from: 'slack', payload });
  for (const button of message.querySelectorAll('[data-press]')) {
    button.addEventListener('click', async () => {
      button.closest('details')?.removeAttribute('open');
      if (!button.dataset.confirm || (await confirmed(JSON.parse(button.dataset.confirm)))) send(JSON.parse(button.dataset.press));
    });
  }
  for (const input of message.querySelectorAll('[data-pick]')) {
    const { search } = combobox(input, { find: suggest, take: ({ value }) => send({ ...JSON.parse(input.dataset.pick), selected_option: { value } }) });
    input.addEventListener('click', search);
  }
  return message;
}

function confirmed({ title, text, confirm, deny }) {
  return new Promise((resolve) => {
    const dialog = element(
      'dialog',
      { class: 'sheet slack-sheet', 'aria-label': title.text, close: () => { dialog.remove(); resolve(dialog.returnValue === 'yes'); } },
      element('form', { method: 'dialog' }, element('h3', {}, title.text), element('p', {}, text.text),
        element('footer', {}, element('button', { value: 'no', class: 'slack-button' }, deny.text), element('button', { value: 'yes', class: 'slack-button primary' }, confirm.text))),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** The modal, and what Slack sends when it is submitted. */
export function slackModal({ slack }, dialog, press) {
  const view = slack.json;
  const fields = element('div', { class: 'fields' });
  fields.innerHTML = slack.html;
  const form = element(
    'form',
    { submit: (event) => { event.preventDefault(); press({ from: 'slack-form', view: { callback_id: view.callback_id, private_metadata: view.private_metadata, state: stateOf(form) } }); } },
    element('h3', {}, view.title.text), fields,
    element('footer', {}, element('button', { type: 'button', class: 'slack-button', click: () => dialog.close() }, view.close.text), element('button', { type: 'submit', class: 'slack-button primary' }, view.submit.text)),
  );
  for (const input of form.querySelectorAll('[data-fills]')) {
    const hidden = input.parentElement.querySelector('input[type=hidden]');
    input.addEventListener('input', () => { hidden.value = ''; });
    const { search } = combobox(input, { find: suggest, take: ({ value, label }) => { input.value = label; hidden.value = value; } });
    input.addEventListener('click', search);
  }
  for (const select of form.querySelectorAll('select[data-people]')) {
    offerPeople(select);
    select.value = select.dataset.people;
  }
  for (const group of form.querySelectorAll('.slack-chips[data-people]')) {
    const [select, chosen] = [group.querySelector('select'), JSON.parse(group.dataset.people)];
    offerPeople(select);
    for (const option of select.options) if (chosen.includes(option.value)) option.dataset.chosen = 'yes';
  }
  for (const group of form.querySelectorAll('.slack-chips')) chips(group);
  dialog.replaceChildren(form);
}

/** Slack offers everybody of the workspace. */
function offerPeople(select) {
  select.append(...everybody.map(({ user, label }) => element('option', { value: user }, label)));
}

/** What is chosen of many stands as chips beside a short select, as in Slack. */
function chips(group) {
  const select = group.querySelector('select');
  const isNeeded = select.required;
  const askFor = () => { select.required = isNeeded && !group.querySelector('.slack-chip'); };
  const add = (option) => {
    const chip = element('button', { type: 'button', class: 'slack-chip', value: option.value, 'aria-label': `Remove ${option.textContent}`,
      click: () => { option.hidden = false; chip.remove(); askFor(); select.focus(); } }, `${option.textContent} ✕`);
    option.hidden = true;
    group.append(chip);
    askFor();
  };
  for (const option of [...select.options]) if (option.dataset.chosen) add(option);
  select.addEventListener('change', () => {
    if (select.value) add(select.selectedOptions[0]);
    select.value = '';
  });
}

function stateOf(form) {
  const single = [...form.querySelectorAll('[name][data-kind]')].map(({ name, value, dataset: { kind } }) => [name, { [kind]: kind === 'selected_option' ? (value ? { value } : null) : value || null }]);
  const several = [...form.querySelectorAll('[data-name]')].map((group) => {
    const { name, kind } = group.dataset;
    const chosen = [...group.querySelectorAll('.slack-chip')].map(({ value }) => value);
    return [name, { [kind]: kind === 'selected_users' ? chosen : chosen.map((value) => ({ value })) }];
  });
  return { values: Object.fromEntries([...single, ...several].map(([name, value]) => [name, { [name]: value }])) };
}
