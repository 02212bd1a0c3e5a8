-- CreateTable
CREATE TABLE "pending_ask" (
    "key" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_ask_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "pending_ask_platform_leased_until_idx" ON "pending_ask"("platform", "leased_until");
