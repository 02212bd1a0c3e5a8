-- CreateTable
CREATE TABLE "target" (
    "figure" TEXT NOT NULL,
    "segment_kind" TEXT NOT NULL,
    "segment" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "currency" CHAR(3),
    "period" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("figure","segment_kind","segment")
);
