-- CreateTable
CREATE TABLE "digest" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "addressee" TEXT NOT NULL,
    "to" JSONB NOT NULL,
    "variant" TEXT NOT NULL,
    "schedule" JSONB NOT NULL,
    "kpis" JSONB,
    "state" TEXT NOT NULL,
    "next_day" TEXT,
    "next_at" TIMESTAMPTZ(3),
    "by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digest_issue" (
    "digest_id" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "reference" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "acted_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_issue_pkey" PRIMARY KEY ("digest_id","slot")
);

-- CreateIndex
CREATE UNIQUE INDEX "digest_addressee_key" ON "digest"("addressee");

-- CreateIndex
CREATE INDEX "digest_next_at_idx" ON "digest"("next_at");

-- CreateIndex
CREATE INDEX "customer_stage_renews_on_idx" ON "customer"("stage", "renews_on");
