-- CreateTable
CREATE TABLE "import_commit" (
    "run_id" TEXT NOT NULL,
    "transaction" BIGINT NOT NULL,

    CONSTRAINT "import_commit_pkey" PRIMARY KEY ("run_id","transaction")
);

-- CreateTable
CREATE TABLE "import_change" (
    "run_id" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" JSONB NOT NULL,

    CONSTRAINT "import_change_pkey" PRIMARY KEY ("run_id","table","key")
);
