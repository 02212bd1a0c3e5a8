import { element } from './dom.js';

/** Whom one plays, and where; kept in this tab, so that a reload changes neither. */
const [KEY, person, place] = ['rapport-who', document.querySelector('#person'), document.querySelector('#place')];
const known = new Map();

export function fillIn({ people, strangers, places, suggestions, newcomer }, ask) {
  const option = (one) => {
    known.set(one.user, one);
    return element('option', { value: one.user }, one.detail ? `${one.label} · ${one.detail}` : one.label);
  };
  const named = (id) => id.charAt(0).toUpperCase() + id.slice(1);
  const departments = [...new Set(people.map(({ department }) => department))];
  person.replaceChildren(
    ...departments.map((id) => element('optgroup', { label: named(id) }, ...people.filter(({ department }) => department === id).map(option))),
    element('optgroup', { label: 'To be refused' }, ...strangers.map(option)),
  );
  place.replaceChildren(...places.map(({ id, label }) => element('option', { value: id }, label)));
  const before = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  for (const [select, wanted] of [[person, [before.person, newcomer]], [place, [before.place]]]) {
    const value = wanted.find((one) => [...select.options].some((each) => each.value === one));
    if (value) select.value = value;
  }
  document.querySelector('#tries').replaceChildren(...suggestions.map(({ question, find }) => element('button', { type: 'button', title: find ?? null, click: () => ask(question) }, question)));
}

/** Null before anybody is there to be chosen. */
export function remembered() {
  const chosen = known.get(person.value);
  if (!chosen) return null;
  sessionStorage.setItem(KEY, JSON.stringify({ person: person.value, place: place.value }));
  return { ...chosen, place: place.selectedOptions[0]?.textContent ?? '' };
}
