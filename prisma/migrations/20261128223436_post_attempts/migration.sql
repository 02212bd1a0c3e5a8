-- CreateTable
CREATE TABLE "post_attempt" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "doubted_at" TIMESTAMPTZ(3),
    "reference" TEXT,

    CONSTRAINT "post_attempt_pkey" PRIMARY KEY ("platform","tenant","key")
);

-- These stood among the conversations, in two shapes: a message that was posted, and an attempt that was not over.
INSERT INTO "post_attempt" ("platform", "tenant", "key", "state", "attempt_id", "at", "doubted_at", "reference")
SELECT "platform", "tenant", substr("id", 6), 'posted', NULL, "updated_at", NULL, "reference"->>'reference'
FROM "conversation"
WHERE "id" LIKE 'post:%' AND jsonb_typeof("reference"->'reference') = 'string';

INSERT INTO "post_attempt" ("platform", "tenant", "key", "state", "attempt_id", "at", "doubted_at", "reference")
SELECT "platform", "tenant", substr("id", 6), "reference"->>'state', "reference"->>'attempt',
  ("reference"->>'at')::timestamptz, ("reference"->>'doubt')::timestamptz, NULL
FROM "conversation"
WHERE "id" LIKE 'post:%' AND jsonb_typeof("reference"->'reference') IS DISTINCT FROM 'string'
  AND "reference"->>'state' IN ('begun', 'unsure', 'refused') AND num_nulls("reference"->>'attempt', "reference"->>'at') = 0;

DELETE FROM "conversation" WHERE "id" LIKE 'post:%';
