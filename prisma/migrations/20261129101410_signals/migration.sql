-- CreateTable
CREATE TABLE "signal" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rule" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "causes" JSONB NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "answers" JSONB NOT NULL,

    CONSTRAINT "signal_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "signal_rule" (
    "rule" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "threshold" INTEGER NOT NULL,

    CONSTRAINT "signal_rule_pkey" PRIMARY KEY ("rule")
);

-- CreateTable
CREATE TABLE "hold_override" (
    "customer_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hold_override_pkey" PRIMARY KEY ("customer_id","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "signal_id_key" ON "signal"("id");

-- CreateIndex
CREATE INDEX "signal_rule_created_at_idx" ON "signal"("rule", "created_at");

-- One signal of a rule stands at a customer, whichever copy of the bot finds it.
CREATE UNIQUE INDEX "signal_standing_key" ON "signal"("customer_id", "rule") WHERE "ended_at" IS NULL;
