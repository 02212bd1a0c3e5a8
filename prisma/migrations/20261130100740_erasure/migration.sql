-- CreateTable
CREATE TABLE "erasure" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "about" JSONB,
    "counts" JSONB NOT NULL,
    "asked_by" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "proof" TEXT,
    "refused" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "hash" TEXT NOT NULL,
    "erasure_id" TEXT NOT NULL,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "erasure_post" (
    "id" BIGSERIAL NOT NULL,
    "erasure_id" TEXT NOT NULL,
    "what" JSONB NOT NULL,

    CONSTRAINT "erasure_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_post" (
    "customer_id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_post_pkey" PRIMARY KEY ("customer_id","platform","tenant","place_id","reference")
);

-- CreateIndex
CREATE INDEX "erasure_asked_at_idx" ON "erasure"("asked_at");

-- CreateIndex
CREATE INDEX "tombstone_erasure_id_idx" ON "tombstone"("erasure_id");

-- CreateIndex
CREATE INDEX "erasure_post_erasure_id_idx" ON "erasure_post"("erasure_id");

-- CreateIndex
CREATE INDEX "customer_post_at_idx" ON "customer_post"("at");
