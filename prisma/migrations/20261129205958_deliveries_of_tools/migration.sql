-- CreateTable
CREATE TABLE "ingest_delivery" (
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "items" JSONB NOT NULL,
    "count" INTEGER NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "saved" INTEGER NOT NULL DEFAULT 0,
    "left_out" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ingest_delivery_pkey" PRIMARY KEY ("source","key")
);

-- CreateTable
CREATE TABLE "ingest_aside" (
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ingest_aside_pkey" PRIMARY KEY ("source","key","position")
);

-- CreateTable
CREATE TABLE "ingest_order" (
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ingest_order_pkey" PRIMARY KEY ("source","kind","external_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ingest_delivery_signature_key" ON "ingest_delivery"("signature");

-- CreateIndex
CREATE INDEX "ingest_delivery_source_received_at_idx" ON "ingest_delivery"("source", "received_at");

-- CreateIndex
CREATE INDEX "ingest_delivery_received_at_idx" ON "ingest_delivery"("received_at");

-- CreateIndex
CREATE INDEX "ingest_aside_source_received_at_key_idx" ON "ingest_aside"("source", "received_at", "key");

-- CreateIndex
CREATE INDEX "ingest_order_seen_at_idx" ON "ingest_order"("seen_at");
