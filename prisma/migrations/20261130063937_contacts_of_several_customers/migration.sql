-- CreateTable
CREATE TABLE "association" (
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer" TEXT NOT NULL,

    CONSTRAINT "association_pkey" PRIMARY KEY ("kind","source","external_id","customer")
);

-- CreateIndex
CREATE INDEX "association_source_customer_kind_idx" ON "association"("source", "customer", "kind");
