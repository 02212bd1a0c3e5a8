-- CreateIndex
CREATE INDEX "mention_customer_id_note_id_idx" ON "mention"("customer_id", "note_id");
