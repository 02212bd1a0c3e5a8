/** Teams' limits; `line`, `who`, `value` and `text` are ours, for cards that can be read on a phone. */
export const TEAMS = {
  /** Phones stop at 28 KB; some is left for the activity around the card. */
  bytes: 27_000,
  actions: 6,
  title: 150,
  heading: 150,
  button: 75,
  /** Escaped and said again for screen readers, the longest text still fits into a card by itself. */
  text: 1800,
  /** Of a field's words: they come back whole, to be shortened. */
  input: 4000,
  line: 300,
  who: 80,
  value: 500,
  option: 150,
  hint: 300,
} as const;
