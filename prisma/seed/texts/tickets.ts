/** An ordinary ticket of a customer, and how it ended. */
export interface Complaint {
  subject: string;
  body: string;
  solution: string;
  priority: 'low' | 'normal' | 'high';
}

export const COMPLAINTS: readonly [Complaint, ...Complaint[]] = [
  {
    subject: 'Import refuses our article file',
    priority: 'normal',
    body: 'Row 212 has a semicolon in the description and everything after it lands one column to the right.',
    solution:
      'The file lacked quotes around the description; sent them a template and imported it for them.',
  },
  {
    subject: 'Two-factor code never arrives',
    priority: 'high',
    body: 'Our new planner cannot log in since yesterday, the code does not reach her phone.',
    solution: 'Her number had a leading zero after the country code. Corrected it, she is in.',
  },
  {
    subject: 'Weekly report came twice',
    priority: 'low',
    body: 'Everyone in purchasing got the Monday report at 7 and again at 7:10.',
    solution: 'Two schedules with the same name. Deleted the older one with her consent.',
  },
  {
    subject: 'Dashboard is slow after lunch',
    priority: 'normal',
    body: 'Between one and two it takes half a minute to open the stock overview.',
    solution:
      'Their night import ran at noon. Moved it to 3 am, the overview opens in two seconds.',
  },
  {
    subject: 'Scanner app shows old stock',
    priority: 'high',
    body: 'The handhelds in hall 2 are a day behind the screen in the office.',
    solution:
      'The handhelds had lost the hall 2 network. They reconnected after a restart; added an alert for it.',
  },
  {
    subject: 'How do we archive a warehouse?',
    priority: 'low',
    body: 'We gave up the site by the river and do not want to see it in the totals any more.',
    solution: "Showed them Settings, Sites, Archive. History stays in last year's reports.",
  },
  {
    subject: 'Totals differ by one pallet',
    priority: 'normal',
    body: 'The stock report says 418, the export says 417. Which one is right?',
    solution:
      'The export left out a pallet booked on the way. Explained the setting; both say 418 now.',
  },
  {
    subject: 'Cannot change the report language',
    priority: 'low',
    body: 'Our colleagues abroad would like the packing list in their own language.',
    solution: 'The language is set per user, not per site. They found it at once.',
  },
  {
    subject: 'API key stopped working',
    priority: 'high',
    body: 'Since this morning our shop gets 401 from you and orders pile up.',
    solution:
      'The key belonged to a colleague who left. Made a service key; all orders went through within the hour.',
  },
  {
    subject: 'Alert for low stock goes to the wrong person',
    priority: 'normal',
    body: 'Gloves are empty again, and the mail went to someone on parental leave.',
    solution: 'Pointed the alert to the purchasing mailbox instead of a person.',
  },
  {
    subject: 'Please add three users',
    priority: 'low',
    body: 'We have three temps for the season and would like to give them read access.',
    solution: 'Added them as readers until the end of the season; readers cost nothing.',
  },
  {
    subject: 'Barcode labels print too small',
    priority: 'normal',
    body: 'The labels from the new printer cannot be read from the forklift.',
    solution:
      'Template was for the old 203 dpi printer. Sent one for 300 dpi, they tested it on the forklift.',
  },
  {
    subject: 'Mobile app logs us out',
    priority: 'normal',
    body: 'After each break we have to type the password again, with gloves.',
    solution: 'Raised their session length to a shift of nine hours.',
  },
  {
    subject: 'Chart legend is unreadable when printed',
    priority: 'low',
    body: 'Our board prints everything in grey and cannot tell the two lines apart.',
    solution: 'Told them about dashed lines in the print view; passed the wish on to Product.',
  },
  {
    subject: 'Returned goods counted as sold',
    priority: 'high',
    body: 'Returns from last week appear in the sales column, finance is puzzled.',
    solution: 'The return code was mapped to "sale" at set-up. Remapped and recalculated the week.',
  },
  {
    subject: 'Supplier file in an odd format',
    priority: 'normal',
    body: 'A new supplier sends dates as 03.04.25 and half of them are read as March.',
    solution: 'Set the date format for this supplier; re-imported 86 rows.',
  },
];

export const PRAISE = [
  'Answered before I had finished my coffee.',
  'Clear, quick, and no ticket ping-pong.',
  'They even called back to see whether it held.',
  'Good help, thank you!',
] as const;
export const GRUMBLES = [
  'It works now, but I had to explain it three times.',
  'Took two days for a one-line answer.',
  'The answer was a link to a page I had already read.',
] as const;
