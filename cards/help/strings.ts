/** Words on the bot itself, and the meanings of its words. */
export const helpStrings = {
  help: {
    title: 'What you can ask',
    all: 'Everything you can ask',
    button: 'What can I ask?',
    plain:
      'Plain words work too: “who is acme?”, “acme timeline since monday”. Only you see the answers.',
    usage: (usage: string) => `Type: ${usage}`,
  },
  glossary: {
    title: 'What the words mean',
    terms: [
      ['Customer', 'a company or person we serve, or hope to'],
      ['Owner', 'the colleague who answers for a customer'],
      ['Timeline', 'everything every department did with a customer, in order'],
      ['Entry', 'one line of a timeline'],
      ['Stage', 'how far a customer is: lead, prospect, onboarding, live, at risk, left us'],
      ['Last touch', 'the newest call, e-mail, meeting or message by one of us'],
      ['Note', 'something worth keeping about a customer, for colleagues and in the CRM'],
      ['Handoff', 'a customer given to a colleague or a department, who accepts or declines'],
      [
        'Packet',
        'what comes with a handoff: why, what was promised, what is missing, what matters',
      ],
      ['Rotation', 'colleagues who take turns at what is handed over'],
      ['Task', 'one thing to do for a customer, by one colleague'],
      ['Mention', 'a colleague asked to look at a customer; they answer from the message'],
      ['Win', 'something that went well with a customer, and everybody who had a part'],
      ['Room', 'a channel about one customer: what is typed there needs no name'],
      ['Share', 'to post an answer where others read it, after seeing who they are'],
      ['Follow', 'to be told when something notable happens to a customer'],
    ] as const,
  },
};
