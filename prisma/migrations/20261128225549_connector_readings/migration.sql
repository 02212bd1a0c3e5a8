-- CreateTable
CREATE TABLE "connector_reading" (
    "source" TEXT NOT NULL,
    "cursor" TEXT,
    "reading" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connector_reading_pkey" PRIMARY KEY ("source")
);

-- CreateIndex
CREATE INDEX "contact_source_external_id_idx" ON "contact"("source", "external_id");
