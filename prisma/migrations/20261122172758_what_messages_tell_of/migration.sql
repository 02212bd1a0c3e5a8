-- AlterTable
ALTER TABLE "message" ADD COLUMN     "about" TEXT;

-- CreateIndex
CREATE INDEX "message_about_created_at_idx" ON "message"("about", "created_at");
