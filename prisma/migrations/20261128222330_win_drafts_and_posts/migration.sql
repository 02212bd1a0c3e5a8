-- CreateTable
CREATE TABLE "win_draft" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "difference" TEXT,
    "money" JSONB,
    "picture" TEXT,
    "credits" JSONB NOT NULL,
    "about" TEXT,
    "offered" JSONB NOT NULL,
    "another" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "win_draft_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "win_post" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "place" JSONB NOT NULL,
    "daily" BOOLEAN NOT NULL,
    "reference" TEXT,
    "content" TEXT,
    "edit_id" TEXT,
    "editing_since" TIMESTAMPTZ(3),

    CONSTRAINT "win_post_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "win_post_item" (
    "win_id" TEXT NOT NULL,
    "post_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "win_post_item_pkey" PRIMARY KEY ("win_id")
);

-- CreateIndex
CREATE INDEX "win_post_item_post_key_position_idx" ON "win_post_item"("post_key", "position");

-- AddForeignKey
ALTER TABLE "win_post_item" ADD CONSTRAINT "win_post_item_post_key_fkey" FOREIGN KEY ("post_key") REFERENCES "win_post"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- These stood in the table of settings. A draft without one of its fields cannot be posted: its author begins again.
INSERT INTO "win_draft" ("person_id", "id", "customer_id", "kind", "what", "difference", "money", "picture", "credits", "about", "offered", "another", "at")
SELECT substr("key", 11), "value"->>'id', "value"->>'customerId', "value"->>'kind', "value"->>'what', "value"->>'difference',
  nullif("value"->'money', 'null'::jsonb), "value"->>'picture', "value"->'credits', "value"->>'about', "value"->'offered',
  ("value"->>'another')::boolean, ("value"->>'at')::timestamptz
FROM "setting"
WHERE "key" LIKE 'win-draft:%' AND jsonb_typeof("value"->'credits') = 'array' AND jsonb_typeof("value"->'offered') = 'array'
  AND num_nulls("value"->>'id', "value"->>'customerId', "value"->>'kind', "value"->>'what', "value"->>'another', "value"->>'at') = 0;

INSERT INTO "win_post" ("key", "version", "place", "daily", "reference", "content", "edit_id", "editing_since")
SELECT substr("key", 10), 1, "value"->'place', ("value"->>'daily')::boolean, "value"->>'reference', "value"->>'said',
  "value"->'editing'->>'id', ("value"->'editing'->>'since')::timestamptz
FROM "setting"
WHERE "key" LIKE 'win-post:%' AND jsonb_typeof("value"->'wins') = 'array' AND jsonb_typeof("value"->'place') = 'object' AND "value"->>'daily' IS NOT NULL;

-- A small win was first listed by a post of its own, later by the post of the day: `win-in:` says which of them counts.
INSERT INTO "win_post_item" ("win_id", "post_key", "position")
SELECT DISTINCT ON (win."id") win."id", post."key", win."position"
FROM "win_post" post
JOIN "setting" ON "setting"."key" = 'win-post:' || post."key"
CROSS JOIN LATERAL jsonb_array_elements_text("setting"."value"->'wins') WITH ORDINALITY AS win("id", "position")
LEFT JOIN "setting" listed ON listed."key" = 'win-in:' || win."id"
ORDER BY win."id", coalesce(listed."value" #>> '{}' = post."key", false) DESC, post."reference" IS NULL, post."key";

DELETE FROM "setting" WHERE "key" LIKE 'win-draft:%' OR "key" LIKE 'win-post:%' OR "key" LIKE 'win-in:%';
