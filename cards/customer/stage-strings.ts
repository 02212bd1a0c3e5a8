export const stageStrings = {
  title: (customer: string, stage: string) => `${customer}: ${stage}`,
  goes: (stage: string, system: string) =>
    `“${stage}” goes to ${system}. The card says so once ${system} has taken it; you hear of it if ${system} refuses.`,
  backAgain: (stage: string, system: string) =>
    `Taken back: “${stage}” goes to ${system}, as it was before.`,
  /** Of a change that never went there. */
  takenBack: 'It was taken back before it went there.',
  changedSince: (stage: string) => ({
    say: 'The stage was changed again since, in the CRM or here, so it stays.',
    try: `To set it all the same, type stage, the customer’s name and ${stage}.`,
  }),
  already: (stage: string) => `That is the stage already: ${stage}.`,
  next: (system: string) => `A stage that you set goes to ${system}.`,
  set: (stage: string) => `Set to ${stage}`,
  back: 'Back to the card',
  unknown: (words: string, stages: string) => ({
    say: `“${words}” is no stage that can be set.`,
    try: `Name one of these: ${stages}.`,
  }),
  notKept: (stage: string, system: string, stages: string) => ({
    say: `${system} has no stage “${stage}”.`,
    try: `It keeps these: ${stages}.`,
  }),
  nowhere: {
    say: 'No connected system that knows this customer keeps a stage.',
    try: 'An administrator sees with setup crm which systems are connected.',
  },
  noCustomer: {
    say: 'Whose stage?',
    try: 'Name the customer first: stage acme live.',
  },
};
