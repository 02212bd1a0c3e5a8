-- Questions across all customers read the few tickets that are urgent and the few invoices that are late.
CREATE INDEX "ticket_urgent_idx" ON "ticket"("customer_id") WHERE "priority" = 'urgent' AND "status" IN ('open', 'waiting');
CREATE INDEX "invoice_unpaid_idx" ON "invoice"("due_on") WHERE "paid_on" IS NULL AND "amount" > 0;
