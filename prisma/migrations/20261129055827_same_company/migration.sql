-- CreateTable
CREATE TABLE "same_company" (
    "first_id" TEXT NOT NULL,
    "second_id" TEXT NOT NULL,
    "same" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "same_company_pkey" PRIMARY KEY ("first_id","second_id")
);

-- CreateIndex
CREATE INDEX "same_company_second_id_idx" ON "same_company"("second_id");
