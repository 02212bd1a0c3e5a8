/** Words that the bot says only in Slack; all others are in cards/strings.ts. */
export const STRINGS = {
  looking: 'Looking…',
  longer: 'This takes a little longer. The answer comes here.',
  openForm: 'Open the form',
  closed: 'Slack closed the dialog before it was there. Please ask once more.',
  uninvited: 'This workspace is not on the list of those that may install',
} as const;
