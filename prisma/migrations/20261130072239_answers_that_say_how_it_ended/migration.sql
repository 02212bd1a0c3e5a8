-- CreateTable
CREATE TABLE "live_answer" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "shown" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_answer_pkey" PRIMARY KEY ("platform","tenant","place_id","reference")
);

-- CreateIndex
CREATE INDEX "live_answer_about_idx" ON "live_answer"("about");

-- CreateIndex
CREATE INDEX "live_answer_at_idx" ON "live_answer"("at");
