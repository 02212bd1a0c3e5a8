-- CreateTable
CREATE TABLE "note_there" (
    "note" TEXT NOT NULL,
    "agreed" TEXT,
    "sent" TEXT,
    "theirs" TEXT,

    CONSTRAINT "note_there_pkey" PRIMARY KEY ("note")
);

-- CreateIndex
CREATE INDEX "write_back_remote_id_idx" ON "write_back"("remote_id");
