import { expect } from 'vitest';

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** A row of a list has its own, and the way to the rest of a list is none of the message's. */
const LISTED = /^\d[\d,. ]*\+? more$/;

interface Seen {
  label: string;
  isPrimary: boolean;
}

/** Every message that a person is shown has few buttons: it is held to that where it is read. */
export function expectFewButtons(shown: { slack: unknown } | { teams: unknown }): void {
  const seen = 'slack' in shown ? onSlack(shown.slack) : onTeams(shown.teams);
  const own = seen.filter(({ label }) => !LISTED.test(label));
  const says = `Buttons: ${own.map(({ label }) => label).join(', ')}`;
  expect(own.length, says).toBeLessThanOrEqual(3);
  expect(seen.filter(({ isPrimary }) => isPrimary).length, says).toBeLessThanOrEqual(1);
}

const words = (value: unknown): string =>
  isJson(value) && typeof value['text'] === 'string' ? value['text'] : String(value ?? '');

/** The name of a row's buttons begins with `row`; a menu is one press more, so its options are not seen. */
const onSlack = (blocks: unknown): Seen[] =>
  list(blocks)
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => list(elements))
    .filter(({ type, action_id }) => type === 'button' && !String(action_id).includes('#row'))
    .map(({ text, style }) => ({ label: words(text), isPrimary: style === 'primary' }));

const isSearch = (element: Json | undefined): boolean => 'choices.data' in (element ?? {});

/** Those of a row stand close to it; the one below a field searches by it. */
function onTeams(body: unknown): Seen[] {
  const elements = list(body);
  return elements
    .filter(
      ({ type, spacing }, i) =>
        type === 'ActionSet' && spacing !== 'None' && !isSearch(elements[i - 1]),
    )
    .flatMap(({ actions }) => list(actions))
    .filter(({ type, title }) => type !== 'Action.ShowCard' || !String(title).endsWith('▾'))
    .map(({ title, style }) => ({ label: String(title), isPrimary: style === 'positive' }));
}
