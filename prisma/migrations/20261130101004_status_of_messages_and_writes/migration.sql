-- CreateIndex
CREATE INDEX "message_state_created_at_idx" ON "message"("state", "created_at");

-- CreateIndex
CREATE INDEX "write_back_state_at_idx" ON "write_back"("state", "at");
