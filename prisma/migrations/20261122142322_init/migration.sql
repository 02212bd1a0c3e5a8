-- COLLATE "C" and everything below "By hand" is written by hand, since schema.prisma cannot say it: names are found by
-- their first letters, and the timeline is kept in order, by plain byte order, whatever the database's own collation.

-- CreateTable
CREATE TABLE "department" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "title" TEXT,
    "department_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "zone" TEXT,
    "locale" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "crm_user" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,

    CONSTRAINT "crm_user_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "chat_account" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "zone" TEXT,
    "locale" TEXT,
    "person_id" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chat_account_pkey" PRIMARY KEY ("platform","tenant","user_id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "segment" TEXT,
    "industry" TEXT,
    "city" TEXT,
    "country" TEXT,
    "stage" TEXT NOT NULL,
    "owner_id" TEXT,
    "revenue" BIGINT,
    "currency" CHAR(3),
    "renews_on" DATE,
    "health" INTEGER,
    "since" DATE,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "search_keys" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain" (
    "customer_id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("customer_id","domain")
);

-- CreateTable
CREATE TABLE "reference" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "url" TEXT,

    CONSTRAINT "reference_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "contact" (
    "customer_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "phone_key" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("customer_id","source","external_id")
);

-- CreateTable
CREATE TABLE "entry" (
    "customer_id" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT COLLATE "C" NOT NULL,
    "department" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT,
    "person_id" TEXT,
    "contact_id" TEXT,
    "amount" BIGINT,
    "currency" CHAR(3),
    "link" TEXT,
    "visibility" TEXT NOT NULL DEFAULT 'everyone',
    "record_kind" TEXT,
    "record_id" TEXT,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("customer_id","at","source","external_id")
);

-- CreateTable
CREATE TABLE "deal" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT,
    "amount" BIGINT,
    "currency" CHAR(3),
    "owner_id" TEXT,
    "origin" TEXT,
    "product" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deal_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "owner_id" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "first_response_at" TIMESTAMPTZ(3),
    "solved_at" TIMESTAMPTZ(3),
    "escalated" BOOLEAN NOT NULL DEFAULT false,
    "satisfaction" INTEGER,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "plan" TEXT NOT NULL,
    "seats" INTEGER,
    "monthly" BIGINT,
    "currency" CHAR(3),
    "interval" TEXT,
    "trial" BOOLEAN NOT NULL DEFAULT false,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,
    "upgraded" BOOLEAN NOT NULL DEFAULT false,
    "downgraded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "paid_on" DATE,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "payment" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "invoice_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "survey_answer" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "survey" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "best" INTEGER NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ticket_id" TEXT,

    CONSTRAINT "survey_answer_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "usage_day" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "day" DATE NOT NULL,
    "feature" TEXT NOT NULL,
    "uses" INTEGER NOT NULL,
    "seconds" INTEGER,
    "errors" INTEGER,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "churn" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "feedback" TEXT,
    "refund" BIGINT,
    "currency" CHAR(3),
    "reactivation" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "churn_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "spend" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "department" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "campaign_id" TEXT,

    CONSTRAINT "spend_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "source" (
    "source" TEXT NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_pkey" PRIMARY KEY ("source")
);

-- CreateTable
CREATE TABLE "follow" (
    "person_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_pkey" PRIMARY KEY ("person_id","customer_id")
);

-- CreateTable
CREATE TABLE "look" (
    "person_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "look_pkey" PRIMARY KEY ("person_id","customer_id")
);

-- CreateTable
CREATE TABLE "channel" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "name" TEXT,
    "mode" TEXT NOT NULL DEFAULT 'open',
    "department" TEXT,
    "show_amounts" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("platform","tenant","channel")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" TEXT,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "customer_id" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "installation" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("platform","tenant","id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "reference" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("platform","tenant","id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "row" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "crm_user_person_id_idx" ON "crm_user"("person_id");

-- CreateIndex
CREATE INDEX "chat_account_person_id_idx" ON "chat_account"("person_id");

-- CreateIndex
CREATE INDEX "customer_name_key_idx" ON "customer"("name_key");

-- CreateIndex
CREATE INDEX "customer_owner_id_idx" ON "customer"("owner_id");

-- CreateIndex
CREATE INDEX "customer_search_keys_idx" ON "customer" USING GIN ("search_keys");

-- CreateIndex
CREATE INDEX "domain_domain_idx" ON "domain"("domain");

-- CreateIndex
CREATE INDEX "reference_customer_id_idx" ON "reference"("customer_id");

-- CreateIndex
CREATE INDEX "reference_external_id_idx" ON "reference"("external_id");

-- CreateIndex
CREATE INDEX "contact_phone_key_idx" ON "contact"("phone_key");

-- CreateIndex
CREATE UNIQUE INDEX "entry_source_external_id_key" ON "entry"("source", "external_id");

-- CreateIndex
CREATE INDEX "deal_customer_id_status_idx" ON "deal"("customer_id", "status");

-- CreateIndex
CREATE INDEX "deal_closed_at_idx" ON "deal"("closed_at");

-- CreateIndex
CREATE INDEX "ticket_customer_id_status_idx" ON "ticket"("customer_id", "status");

-- CreateIndex
CREATE INDEX "ticket_opened_at_idx" ON "ticket"("opened_at");

-- CreateIndex
CREATE INDEX "subscription_customer_id_ended_on_idx" ON "subscription"("customer_id", "ended_on");

-- CreateIndex
CREATE INDEX "subscription_started_on_idx" ON "subscription"("started_on");

-- CreateIndex
CREATE INDEX "invoice_customer_id_paid_on_idx" ON "invoice"("customer_id", "paid_on");

-- CreateIndex
CREATE INDEX "invoice_issued_on_idx" ON "invoice"("issued_on");

-- CreateIndex
CREATE INDEX "payment_customer_id_at_idx" ON "payment"("customer_id", "at");

-- CreateIndex
CREATE INDEX "payment_at_idx" ON "payment"("at");

-- CreateIndex
CREATE INDEX "survey_answer_customer_id_at_idx" ON "survey_answer"("customer_id", "at");

-- CreateIndex
CREATE INDEX "survey_answer_at_idx" ON "survey_answer"("at");

-- CreateIndex
CREATE INDEX "usage_day_customer_id_day_idx" ON "usage_day"("customer_id", "day");

-- CreateIndex
CREATE INDEX "usage_day_day_idx" ON "usage_day"("day");

-- CreateIndex
CREATE INDEX "churn_customer_id_at_idx" ON "churn"("customer_id", "at");

-- CreateIndex
CREATE INDEX "churn_at_idx" ON "churn"("at");

-- CreateIndex
CREATE INDEX "spend_day_idx" ON "spend"("day");

-- CreateIndex
CREATE INDEX "look_person_id_at_idx" ON "look"("person_id", "at");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "audit_person_id_at_idx" ON "audit"("person_id", "at");

-- CreateIndex
CREATE INDEX "audit_customer_id_at_idx" ON "audit"("customer_id", "at");

-- CreateIndex
CREATE INDEX "delivery_at_idx" ON "delivery"("at");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_department_id_fkey" FOREIGN KEY ("department_id") REFERENCES "department"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "crm_user" ADD CONSTRAINT "crm_user_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_account" ADD CONSTRAINT "chat_account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand: e-mail addresses whichever way they are capitalised.
CREATE INDEX "contact_email_folded_idx" ON "contact" ((lower("email")));

-- By hand: pasted links, hashed since a link may be longer than an index entry.
CREATE INDEX "reference_url_idx" ON "reference" ((md5("url")));

-- By hand: deliveries may be forgotten in a crash, so they need not wait for the disk.
ALTER TABLE "delivery" SET UNLOGGED;

-- By hand: without the list of pending changes, which every search would have to read through.
ALTER INDEX "customer_search_keys_idx" SET (fastupdate = off);
