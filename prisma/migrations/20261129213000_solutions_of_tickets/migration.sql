-- Whether a ticket was reopened soon after it was solved, and when it became urgent, is found by its own events, not by
-- looking through all events.
CREATE INDEX "event_of_ticket_idx" ON "event" ("kind", "source", ("payload"->>'record'), "at") WHERE "kind" IN ('ticket-solved', 'ticket-reopened', 'ticket-escalated');
