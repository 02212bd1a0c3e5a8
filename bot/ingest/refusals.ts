/** Why a request is refused, and what its sender can do. */
export const REFUSALS = {
  unsigned: {
    status: 401,
    error: 'The request is not signed with a secret that is known here.',
    next: 'Send Rapport-Timestamp (seconds since 1970) and Rapport-Signature: v1=<hex of HMAC-SHA256 over timestamp.body>, each once; the README has a curl line that does. A tool that signs in its own way needs its secret in INGEST_SECRET_<mapping>.',
  },
  stale: {
    status: 401,
    error: 'The timestamp is more than five minutes from now.',
    next: 'Sign each request when it is sent, and set the clock of the sender.',
  },
  noKey: {
    status: 400,
    error: 'The request has no Idempotency-Key.',
    next: 'Send one Idempotency-Key of 1 to 200 visible characters without commas: the id of the event, and the same one when it is sent again.',
  },
  noEventId: {
    status: 400,
    error: 'The tool’s event has no id of its own.',
    next: 'Send each event by itself, as the tool does; or sign as Rapport asks, with an Idempotency-Key.',
  },
  notUtf8: {
    status: 400,
    error: 'The body is not UTF-8.',
    next: 'Send JSON in UTF-8, and not compressed.',
  },
  notJson: {
    status: 400,
    error: 'The body is not JSON.',
    next: 'Send one item as an object, or several as a list of objects.',
  },
  tooDeep: {
    status: 400,
    error: 'The body has more than 32 levels of lists and objects.',
    next: 'Send the item with fewer levels.',
  },
  noItems: {
    status: 400,
    error: 'The body has no items, or one that is no object.',
    next: 'Send one item as an object, or several as a list of objects or as {"items": […]}.',
  },
  tooMany: {
    status: 413,
    error: 'The body has more than 5,000 items.',
    next: 'Send them in several requests, each with its own Idempotency-Key.',
  },
  tooLarge: {
    status: 413,
    error: 'The body is larger than a megabyte.',
    next: 'Send the items in several requests, each with its own Idempotency-Key.',
  },
  busy: {
    status: 503,
    error: 'Too many large requests arrive at once.',
    next: 'Send it again in a few seconds, with the same Idempotency-Key.',
  },
  otherBody: {
    status: 409,
    error: 'This Idempotency-Key came before, with another body.',
    next: 'Send another body under another key.',
  },
  otherKey: {
    status: 409,
    error: 'This signed request came before, for another source or under another key.',
    next: 'Sign it again with the time of now.',
  },
} as const;

export const unknownSource = (source: string, names: readonly string[]) => ({
  status: 404,
  error: `There is no mapping "${source.slice(0, 60)}".`,
  next: `Send to one of ${names.join(', ')}, or write the mapping as a file in MAPPINGS_DIR.`,
});
