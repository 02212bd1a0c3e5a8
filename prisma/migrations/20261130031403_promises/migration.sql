-- CreateTable
CREATE TABLE "promise" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "promised_to" TEXT,
    "due_on" DATE,
    "promised_by" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "reason" TEXT,
    "broken_on" DATE,
    "level" INTEGER NOT NULL,
    "remind_at" TIMESTAMPTZ(3),
    "origin" JSONB NOT NULL,
    "history" JSONB NOT NULL,

    CONSTRAINT "promise_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "promise_id_key" ON "promise"("id");

-- CreateIndex
CREATE INDEX "promise_customer_id_state_idx" ON "promise"("customer_id", "state");

-- CreateIndex
CREATE INDEX "promise_promised_by_state_due_on_idx" ON "promise"("promised_by", "state", "due_on");

-- CreateIndex
CREATE INDEX "promise_department_state_due_on_idx" ON "promise"("department", "state", "due_on");

-- CreateIndex
CREATE INDEX "promise_state_remind_at_idx" ON "promise"("state", "remind_at");
