/** Words on the page on which a browser ends up after a colleague agreed, or not. */
export const consentPageStrings = {
  connected: (system: string, email: string) =>
    `${system} is connected: you write there as ${email} now. Close this page and go back to the chat.`,
  notConnected: 'Nothing is connected.',
  begin: 'Type “connect” in the chat to try again.',
  unknown: {
    say: 'This link was not made here, or not for this page.',
    try: 'Type “connect” in the chat for one of your own.',
  },
  late: {
    say: 'This link is older than ten minutes.',
    try: 'Type “connect” in the chat for a new one.',
  },
  used: {
    say: 'This link was used before.',
    try: 'Type “connect” in the chat: it says whether you are connected, and gives a new one.',
  },
  declined: (system: string) => ({
    say: `You did not agree on the page of ${system}.`,
    try: 'Type “connect” in the chat if you want to after all.',
  }),
  failed: (system: string, reason: string | null) => ({
    say: reason ? `${system} said no: “${reason}”.` : `${system} did not answer.`,
    try: 'Type “connect” in the chat to try again.',
  }),
  otherAccount: (system: string) => ({
    say: `You chose another account of ${system} than the one that your company has connected here.`,
    try: 'Type “connect” in the chat, and choose your company’s account.',
  }),
  unverified: (system: string) => ({
    say: `${system} has not confirmed the e-mail address of that user, so nobody knows whether it is you.`,
    try: `Confirm it there, then type “connect” in the chat.`,
  }),
  somebodyElse: (system: string, email: string) => ({
    say: `In ${system} you are ${email}, which is not your address in the chat where this began.`,
    try: `Sign in to ${system} with the address that you have there, then type “connect” in the chat. If both are yours, ask an administrator to make them the same.`,
  }),
  unknownFault: {
    say: 'Something broke on our side.',
    try: 'Type “connect” in the chat to try again.',
  },
};
