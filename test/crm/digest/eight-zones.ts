/** With an hour, half an hour and no change of clocks; thirteen hours ahead, and a quarter of an hour off. */
export const EIGHT_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Tongatapu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
];
