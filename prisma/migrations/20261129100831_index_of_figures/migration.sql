-- CreateIndex
CREATE INDEX "entry_at_customer_id_department_kind_direction_idx" ON "entry"("at", "customer_id", "department", "kind", "direction");

-- CreateIndex
CREATE INDEX "handoff_decided_at_idx" ON "handoff"("decided_at");

-- CreateIndex
CREATE INDEX "subscription_ended_on_idx" ON "subscription"("ended_on");

-- CreateIndex
CREATE INDEX "ticket_first_response_at_idx" ON "ticket"("first_response_at");

-- CreateIndex
CREATE INDEX "ticket_solved_at_idx" ON "ticket"("solved_at");

-- Lifetime value reads the orders of all customers, which are few among the entries.
CREATE INDEX "entry_order_idx" ON "entry"("customer_id", "at") INCLUDE ("amount", "currency") WHERE "kind" = 'order' AND "amount" IS NOT NULL;
