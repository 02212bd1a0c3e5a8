/** Why a webhook is refused, and what an administrator can do. */
export const REFUSALS = {
  unknownSource: {
    status: 404,
    error: 'No connected system may send webhooks under this name.',
    next: 'Connect HubSpot, set HUBSPOT_CLIENT_SECRET, and send to /webhooks/hubspot.',
  },
  unsigned: {
    status: 401,
    error: 'The request is not signed with the secret that is known here, for this address.',
    next: 'Set the client secret of the app that sends the webhooks, and PUBLIC_URL to the beginning of the address that the app has for them, letter for letter.',
  },
  stale: {
    status: 401,
    error: 'The request was signed more than five minutes from now.',
    next: 'Set the clock of this server; the system sends its webhooks again by itself.',
  },
  repeated: {
    status: 409,
    error: 'This signed request came before.',
    next: 'Nothing: what it tells of is read. The system signs anew when it tries again.',
  },
  notReadable: {
    status: 400,
    error: 'The body is no list of events of this system.',
    next: 'Send webhooks to this address alone.',
  },
  tooLarge: {
    status: 413,
    error: 'The body is larger than a megabyte.',
    next: 'Let the app send fewer events in one request.',
  },
  busy: {
    status: 503,
    error: 'Too many large requests arrive at once.',
    next: 'Nothing: the system sends it again.',
  },
} as const;
