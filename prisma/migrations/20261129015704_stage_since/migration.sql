-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "stage_since" TIMESTAMPTZ(3);

-- The stream knows when a stage changed.
UPDATE "customer" SET "stage_since" = e."at"
FROM (SELECT "customer_id", max("at") AS "at" FROM "event" WHERE "kind" = 'stage-changed' GROUP BY "customer_id") e
WHERE e."customer_id" = "customer"."id";
