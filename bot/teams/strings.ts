/** Words that the bot says only in Teams, around the answers of the commands. */
export const STRINGS = {
  asked: (name: string) => `${name} asked about a customer. Only ${name} sees the answer.`,
  somebody: 'Somebody',
  showMine: 'Show my answer',
  askYourself: 'Ask me yourself: mention me and type a customer’s name.',
  working: 'Still working on it',
  workingMore: 'This takes longer than usual.',
  pressAgain: 'Press again in a moment to see the answer.',
  show: 'Show the answer',
  answeredThen: 'It was answered then. Type it again to see it as it is now.',
  notThere:
    'The answer is not there yet. If it does not come, look whether it is done before you do it again.',
  tooLong: 'That is too long for me to answer here.',
  tooLongNext:
    'Your message stands above as you wrote it. Send it to me in our own chat, or shorten it.',
  formReady: 'The form opens in a dialog.',
  openForm: 'Open the form',
  showMe: 'Show me',
  showMeMore: 'Only you see the answer, as far as you may see it.',
  notOurs: 'This button is not one of mine. Type “help” to see what I can do.',
  repeated:
    'Teams did not confirm this when I first sent it. It may stand here twice, and counts once.',
  openChat: 'Open a chat with me first',
  openChatMore: 'Write “help” to me there, so that I know who you are. Then this works here, too.',
  broken:
    'Something broke on our side. If I was to keep something, look at the customer’s card before you do it again.',
  file: 'file',
  typeName: 'Type a customer’s name, domain or e-mail.',
};
