-- CreateTable
CREATE TABLE "list_follow" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "name" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "list_follow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_follow_member" (
    "customer_id" TEXT NOT NULL,
    "follow_id" TEXT NOT NULL,
    "came_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "rank" INTEGER NOT NULL,

    CONSTRAINT "list_follow_member_pkey" PRIMARY KEY ("customer_id","follow_id")
);

-- CreateIndex
CREATE INDEX "list_follow_next_at_idx" ON "list_follow"("next_at");

-- CreateIndex
CREATE INDEX "list_follow_platform_tenant_place_id_idx" ON "list_follow"("platform", "tenant", "place_id");

-- CreateIndex
CREATE INDEX "list_follow_member_follow_id_idx" ON "list_follow_member"("follow_id");
