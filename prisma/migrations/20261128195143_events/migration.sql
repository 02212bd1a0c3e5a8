-- CreateTable
CREATE TABLE "event" (
    "transaction" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "person_id" TEXT,
    "payload" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("transaction","id")
);

-- CreateTable
CREATE TABLE "event_consumer" (
    "name" TEXT NOT NULL,
    "transaction" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,

    CONSTRAINT "event_consumer_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "event_recorded_at_idx" ON "event" USING BRIN ("recorded_at");

-- Each date on which a customer renews comes near once. Prisma has no partial indexes.
CREATE UNIQUE INDEX "event_renewal_near_idx" ON "event" ("customer_id", ("payload"->>'renewsOn')) WHERE "kind" = 'renewal-near';

-- What followers were told stands in their messages' keys, and how far one looked in event_consumer.
DELETE FROM "setting" WHERE "key" = 'followed-news';
