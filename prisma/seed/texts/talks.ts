/** Ordinary talks with customers. `{who}` is the contact's first name, `{city}` the customer's city. */
export const SALES_CALLS = [
  [
    'asked what a second site would cost',
    '{who} looks at a building on the other side of {city} and wants a number before the lease is signed.',
  ],
  [
    'went through the offer',
    '{who} likes the yearly price but must ask the board for anything above last year.',
  ],
  [
    'no time until the stock-taking is over',
    '{who} asked me to call again when the counting is done. Friendly, but tired.',
  ],
  [
    'compared us with their spreadsheet',
    'Their spreadsheet has 41 tabs and one person who understands it. She retires next summer.',
  ],
  [
    'asked about seats for the night shift',
    'Six readers would do. {who} was glad to hear that readers are free.',
  ],
  [
    'wants a reference in their industry',
    'Promised {who} a talk with a customer of about their size.',
  ],
] as const;

export const SUCCESS_CALLS = [
  [
    'quarterly review',
    'Stock-outs went from eleven to four since they use alerts. {who} shows that slide to the board.',
  ],
  [
    'training for two new planners',
    'Walked through imports and the Monday report. They will try alone this week.',
  ],
  [
    'planned the next site',
    '{who} wants to add the second warehouse after the season, not before.',
  ],
  [
    'asked how others use alerts',
    'Told {who} about thresholds per supplier; they begin with the ten slowest ones.',
  ],
  [
    'new contact took over',
    '{who} has the topic now and knows little of what was agreed. Sent a summary of the year.',
  ],
] as const;

export const MEETINGS = [
  [
    'Workshop on their reports',
    'Cut eleven reports down to four. {who} cancelled a weekly meeting on the spot.',
  ],
  [
    'Visit at {city}',
    'Walked through the hall with {who}. The screens hang where nobody looks; suggested the packing tables.',
  ],
  ['Quarterly review', 'Usage steady, two wishes for Product, renewal not a topic yet.'],
  [
    'Security questions',
    'Their IT asked where data is kept and who can read it. Left them the two-page summary.',
  ],
] as const;

export const MAILS_IN = [
  ["Where do I find last year's invoices?", 'Our auditor needs them by Friday.'],
  [
    "Could we move Thursday's call?",
    'Stock-taking came a week early, could we speak next week instead?',
  ],
  ['Thanks for yesterday', 'The planners used the new report this morning without being told.'],
  [
    'New billing address from next month',
    'We move two streets further. The VAT number stays the same.',
  ],
  ['Question about the price for a second site', 'Is it per site or per user? My boss asks.'],
] as const;

export const MAILS_OUT = [
  [
    'Summary of our call',
    'What we agreed: a trial of alerts with ten suppliers, and a look at the numbers in four weeks.',
  ],
  [
    'Your questions about data and backups',
    'Kept in Frankfurt, backed up every night, deleted 30 days after a contract ends.',
  ],
  [
    'Three ideas after our review',
    'One for purchasing, one for the Monday report, one that saves a licence.',
  ],
  ['Dates for the training', 'Two mornings to choose from; both work without the night shift.'],
] as const;

export const NOTES = [
  [
    'Decides with the brother',
    '{who} signs, but nothing happens before the brother in purchasing has nodded.',
  ],
  ['Prefers the phone', 'Mails lie for days; a call before nine is always answered.'],
  [
    'Budget is made in spring',
    'Anything above the yearly price must be known to them by the end of February.',
  ],
  [
    'Looks at a rival',
    '{who} mentioned a demo elsewhere, for the mobile app. Not unhappy, "only looking".',
  ],
  ['Speaks at our next customer day', '{who} said yes to twenty minutes about alerts.'],
] as const;

export const MANAGER_NOTES = [
  [
    'Lowest price we would go to',
    'Up to 12 % for three years, not a cent for one. Ask me before you say it aloud.',
  ],
  [
    'Watch the owner change',
    'They may be bought before summer. Keep the contract as it is until we know.',
  ],
] as const;

export const PRODUCT_TALKS = [
  [
    'Talked about the export for a study',
    '{who} exports every Friday and pastes it into a mail to suppliers. They want to send it from here.',
  ],
  [
    'Joined the beta of Automations',
    'Two rules on, one of them for pallets on the way. {who} reports on Mondays.',
  ],
  [
    'Wish: labels by supplier',
    'The third customer this quarter. Put with the others, on the list for spring.',
  ],
] as const;

export const OPERATIONS_NOTES = [
  [
    'Data agreement signed and filed',
    'Version 3, signed by both sides. Valid until the contract ends.',
  ],
  ['Segment corrected after the yearly check', 'Number of employees was ten years old.'],
  [
    'Security questionnaire sent',
    '64 questions, answered by us in two days; two of them with help from Product.',
  ],
  ['Access of a leaver removed', 'Their account was closed on the day they told us.'],
] as const;

export const MARKETING_NOTES = [
  [
    'Agreed to be named as a customer',
    'Logo on the page, no figures. {who} wants to see the text first.',
  ],
  ['Came to our stand', 'Stayed half an hour with {who} and took two brochures for purchasing.'],
] as const;

export const ONBOARDING_STEPS = [
  ['Kick-off', 'Goals, people, dates. They want the first report within three weeks.'],
  ['Articles and sites imported', '9,200 articles, 3 sites. 14 rows sent back with questions.'],
  [
    'Handhelds connected',
    'All scanners in the hall talk to us, one is too old and will be replaced.',
  ],
  [
    'Training, first group',
    'Seven planners, two hours. The import was easy, the filters were not.',
  ],
  ['Live', 'The Monday report went out to everybody this morning.'],
] as const;

export const FEATURES = [
  'Dashboards',
  'Export',
  'Imports',
  'Alerts',
  'Mobile app',
  'Automations',
  'API',
] as const;
export const PAGES = [
  'the price page',
  'the page about alerts',
  'the case study of Brightwater Foods',
  'the page about security',
  'the guide to stock-taking',
  'the page about the mobile app',
] as const;

export const NPS_WORDS = {
  high: [
    'The Monday report alone is worth it.',
    'You listen. The label wish was there two months later.',
    'We stopped counting on Saturdays.',
  ],
  middle: [
    'Good, but the mobile app could be faster.',
    'Does what it should. Training for new people would help.',
  ],
  low: ['Too many clicks for a simple export.', 'Nobody told us that our contact had left.'],
} as const;
