-- The share of all deals that were won counts the open ones, which are few among those of all time.
CREATE INDEX "deal_open_idx" ON "deal"("opened_at") WHERE "status" = 'open';
