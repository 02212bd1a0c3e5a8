import { element } from './dom.js';

/**
 * Suggestions under a text field, as the ARIA combobox pattern has it: arrows open and choose, Enter takes, Escape closes.
 * `find(query)` answers with options; `take(option)` gets the one that was chosen.
 */
export function combobox(input, { find, take, above = false }) {
  const id = `options-${Math.random().toString(36).slice(2)}`;
  const list = element('ul', { class: above ? 'options above' : 'options', role: 'listbox', id, hidden: true, 'aria-label': 'Customers' });
  input.after(list);
  for (const [key, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list' })) input.setAttribute(key, value);
  let [options, active, asked] = [[], -1, 0];

  const show = (found) => {
    [options, active] = [found, -1];
    list.replaceChildren(...found.map((option, i) => element('li', { role: 'option', id: `${id}-${i}`, pointerdown: (event) => { event.preventDefault(); choose(i); } }, option.label)));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (i) => {
    const option = options[i];
    show([]);
    asked += 1;
    take(option);
  };
  const move = (step) => {
    active = (active + step + options.length) % options.length;
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === active));
    list.children[active].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', `${id}-${active}`);
  };
  const search = async () => {
    asked += 1;
    const mine = asked;
    const found = await find(input.value).catch(() => []);
    // An answer that was overtaken by the next letter is dropped.
    if (mine === asked && document.activeElement === input) show(found);
  };

  input.addEventListener('input', search);
  input.addEventListener('blur', () => show([]));
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return event.key === 'ArrowDown' ? search() : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else if (event.key === 'Escape') show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { search, close: () => { asked += 1; show([]); } };
}
