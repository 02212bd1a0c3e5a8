-- AlterTable
ALTER TABLE "entry" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3);

-- Lifetime value reads of an order when it was cancelled, too.
DROP INDEX "entry_order_idx";
CREATE INDEX "entry_order_idx" ON "entry"("customer_id", "at") INCLUDE ("amount", "currency", "cancelled_at") WHERE "kind" = 'order' AND "amount" IS NOT NULL;
