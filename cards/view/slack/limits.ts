/**
 * https://docs.slack.dev/reference/block-kit: what Slack rejects is above these. `line`, `who` and `value` are ours, for
 * messages that can be read on a phone.
 */
export const SLACK = {
  blocks: 50,
  viewBlocks: 100,
  /** Slack says about 13,200 in all; every string that is sent is counted. */
  characters: 13_000,
  /** Of the message text that notifications show. */
  text: 40_000,
  section: 3000,
  header: 150,
  context: 3000,
  actions: 25,
  button: 75,
  accessibilityLabel: 75,
  options: 100,
  option: 75,
  optionValue: 150,
  placeholder: 150,
  confirm: { title: 100, text: 300, button: 30 },
  inputLabel: 2000,
  inputHint: 2000,
  textInput: 3000,
  altText: 2000,
  /** Of a `data_visualization`; one that breaks a limit makes Slack refuse the whole message. */
  charts: { most: 2, title: 50, label: 20, series: 6, points: 20 },
  id: 255,
  privateMetadata: 3000,
  viewTitle: 24,
  viewButton: 24,
  /** Before a paragraph of ours goes on in a new block. */
  paragraph: 2900,
  line: 300,
  who: 80,
  value: 500,
} as const;
