-- CreateTable
CREATE TABLE "balance_step" (
    "customer_id" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "customers" INTEGER NOT NULL DEFAULT 0,
    "flagged" INTEGER NOT NULL DEFAULT 0,
    "served" INTEGER NOT NULL DEFAULT 0,
    "open_accounts" INTEGER NOT NULL DEFAULT 0,
    "priced_accounts" INTEGER NOT NULL DEFAULT 0,
    "subscriptions" INTEGER NOT NULL DEFAULT 0,
    "recurring_accounts" INTEGER NOT NULL DEFAULT 0,
    "recurring_subscriptions" INTEGER NOT NULL DEFAULT 0,
    "seats" BIGINT NOT NULL DEFAULT 0,
    "recurring" BIGINT NOT NULL DEFAULT 0,
    "paid_accounts" INTEGER NOT NULL DEFAULT 0,
    "paid" BIGINT NOT NULL DEFAULT 0,
    "contract_accounts" INTEGER NOT NULL DEFAULT 0,
    "contract" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "balance_step_pkey" PRIMARY KEY ("customer_id","currency","day")
);

-- CreateTable
CREATE TABLE "balance_change" (
    "id" BIGSERIAL NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "customers" INTEGER NOT NULL DEFAULT 0,
    "flagged" INTEGER NOT NULL DEFAULT 0,
    "served" INTEGER NOT NULL DEFAULT 0,
    "open_accounts" INTEGER NOT NULL DEFAULT 0,
    "priced_accounts" INTEGER NOT NULL DEFAULT 0,
    "subscriptions" INTEGER NOT NULL DEFAULT 0,
    "recurring_accounts" INTEGER NOT NULL DEFAULT 0,
    "recurring_subscriptions" INTEGER NOT NULL DEFAULT 0,
    "seats" BIGINT NOT NULL DEFAULT 0,
    "recurring" BIGINT NOT NULL DEFAULT 0,
    "paid_accounts" INTEGER NOT NULL DEFAULT 0,
    "paid" BIGINT NOT NULL DEFAULT 0,
    "contract_accounts" INTEGER NOT NULL DEFAULT 0,
    "contract" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "balance_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "customer_since_idx" ON "customer"("since");

-- What these customers change in the balances, by day: the one definition, of which the tables above are the sums.
-- A subscription that ends on a day is none any more on that day. A customer is one from the day since which they are, and
-- no longer from the day (of UTC) on which they first left. An account counts once, whatever number of subscriptions it has.
CREATE FUNCTION balance_of(ids text[]) RETURNS SETOF balance_step LANGUAGE sql STABLE AS $$
  WITH moved AS (
    SELECT s.customer_id, c.currency, d.day, d.sign, s.seats, s.monthly, s.monthly > 0 AS paid, s.monthly > 0 AND NOT s.trial AS contract
      FROM subscription s
      CROSS JOIN LATERAL (VALUES (s.started_on, 1), (s.ended_on, -1)) d(day, sign)
      CROSS JOIN LATERAL (VALUES (''), (CASE WHEN s.monthly IS NOT NULL THEN s.currency::text END)) c(currency)
     WHERE s.customer_id = ANY(ids) AND d.day IS NOT NULL AND c.currency IS NOT NULL AND (s.ended_on IS NULL OR s.ended_on > s.started_on)
  ), daily AS (
    SELECT customer_id, currency, day, sum(sign) AS n, coalesce(sum(sign) FILTER (WHERE monthly IS NOT NULL), 0) AS priced,
      coalesce(sum(sign) FILTER (WHERE paid), 0) AS paid, coalesce(sum(sign) FILTER (WHERE contract), 0) AS contract,
      coalesce(sum(sign * seats), 0) AS seats, coalesce(sum(sign * monthly), 0) AS recurring,
      coalesce(sum(sign * monthly) FILTER (WHERE paid), 0) AS paid_amount, coalesce(sum(sign * monthly) FILTER (WHERE contract), 0) AS contract_amount
      FROM moved GROUP BY customer_id, currency, day
  ), counted AS (
    SELECT d.*, sum(n) OVER w AS all_n, sum(priced) OVER w AS all_priced, sum(paid) OVER w AS all_paid, sum(contract) OVER w AS all_contract
      FROM daily d WINDOW w AS (PARTITION BY customer_id, currency ORDER BY day)
  ), accounts AS (
    SELECT c.*, (all_n > 0)::int - (all_n - n > 0)::int AS open, (all_priced > 0)::int - (all_priced - priced > 0)::int AS open_priced,
      (all_paid > 0)::int - (all_paid - paid > 0)::int AS open_paid, (all_contract > 0)::int - (all_contract - contract > 0)::int AS open_contract
      FROM counted c
  ), steps AS (
    SELECT customer_id, currency, day, 0 AS customers, 0 AS flagged, 0 AS served, open AS open_accounts, open_priced AS priced_accounts, n AS subscriptions,
      0 AS recurring_accounts, 0 AS recurring_subscriptions, 0 AS seats, 0 AS recurring, 0 AS paid_accounts, 0 AS paid, 0 AS contract_accounts, 0 AS contract
      FROM accounts WHERE currency = ''
    UNION ALL
    SELECT customer_id, currency, day, 0, 0, 0, 0, 0, 0, open, n, seats, recurring, open_paid, paid_amount, open_contract, contract_amount
      FROM accounts WHERE currency <> ''
    UNION ALL
    SELECT c.id, '', d.day, d.sign, CASE WHEN c.stage = 'churned' THEN d.sign ELSE 0 END,
      CASE WHEN d.sign > 0 AND c.stage NOT IN ('lead', 'prospect', 'churned') THEN 1 ELSE 0 END, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM customer c
      CROSS JOIN LATERAL (SELECT coalesce(c.since, DATE '0001-01-01') AS since, (min(h.at) AT TIME ZONE 'UTC')::date AS gone FROM churn h WHERE h.customer_id = c.id) f
      CROSS JOIN LATERAL (VALUES (f.since, 1), (greatest(f.gone, CASE WHEN f.gone IS NOT NULL THEN f.since END), -1)) d(day, sign)
     WHERE c.id = ANY(ids) AND d.day IS NOT NULL
  )
  SELECT s.customer_id, s.currency, s.day, sum(s.customers)::int, sum(s.flagged)::int, sum(s.served)::int, sum(s.open_accounts)::int, sum(s.priced_accounts)::int, sum(s.subscriptions)::int, sum(s.recurring_accounts)::int, sum(s.recurring_subscriptions)::int, sum(s.seats)::bigint, sum(s.recurring)::bigint, sum(s.paid_accounts)::int, sum(s.paid)::bigint, sum(s.contract_accounts)::int, sum(s.contract)::bigint
    FROM steps s GROUP BY s.customer_id, s.currency, s.day
$$;

-- Waits for others who change the same customers: the statement after that sees their rows.
CREATE FUNCTION refresh_balance(ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM customer WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
  WITH fresh AS MATERIALIZED (SELECT * FROM balance_of(ids)),
  gone AS (
    DELETE FROM balance_step b WHERE b.customer_id = ANY(ids)
      AND NOT EXISTS (SELECT 1 FROM fresh f WHERE (f.customer_id, f.currency, f.day) = (b.customer_id, b.currency, b.day))
  ), saved AS (
    INSERT INTO balance_step AS b SELECT * FROM fresh ORDER BY customer_id, currency, day ON CONFLICT (customer_id, currency, day) DO UPDATE
      SET (customers, flagged, served, open_accounts, priced_accounts, subscriptions, recurring_accounts, recurring_subscriptions, seats, recurring, paid_accounts, paid, contract_accounts, contract) = (excluded.customers, excluded.flagged, excluded.served, excluded.open_accounts, excluded.priced_accounts, excluded.subscriptions, excluded.recurring_accounts, excluded.recurring_subscriptions, excluded.seats, excluded.recurring, excluded.paid_accounts, excluded.paid, excluded.contract_accounts, excluded.contract)
      WHERE (b.customers, b.flagged, b.served, b.open_accounts, b.priced_accounts, b.subscriptions, b.recurring_accounts, b.recurring_subscriptions, b.seats, b.recurring, b.paid_accounts, b.paid, b.contract_accounts, b.contract) IS DISTINCT FROM (excluded.customers, excluded.flagged, excluded.served, excluded.open_accounts, excluded.priced_accounts, excluded.subscriptions, excluded.recurring_accounts, excluded.recurring_subscriptions, excluded.seats, excluded.recurring, excluded.paid_accounts, excluded.paid, excluded.contract_accounts, excluded.contract)
  )
  INSERT INTO balance_change (currency, day, customers, flagged, served, open_accounts, priced_accounts, subscriptions, recurring_accounts, recurring_subscriptions, seats, recurring, paid_accounts, paid, contract_accounts, contract)
    SELECT currency, day, sum(sign * customers), sum(sign * flagged), sum(sign * served), sum(sign * open_accounts), sum(sign * priced_accounts), sum(sign * subscriptions), sum(sign * recurring_accounts), sum(sign * recurring_subscriptions), sum(sign * seats), sum(sign * recurring), sum(sign * paid_accounts), sum(sign * paid), sum(sign * contract_accounts), sum(sign * contract)
      FROM (SELECT 1 AS sign, f.* FROM fresh f UNION ALL SELECT -1, b.* FROM balance_step b WHERE b.customer_id = ANY(ids)) changed
      GROUP BY currency, day HAVING sum(sign * customers) <> 0 OR sum(sign * flagged) <> 0 OR sum(sign * served) <> 0 OR sum(sign * open_accounts) <> 0 OR sum(sign * priced_accounts) <> 0 OR sum(sign * subscriptions) <> 0 OR sum(sign * recurring_accounts) <> 0 OR sum(sign * recurring_subscriptions) <> 0 OR sum(sign * seats) <> 0 OR sum(sign * recurring) <> 0 OR sum(sign * paid_accounts) <> 0 OR sum(sign * paid) <> 0 OR sum(sign * contract_accounts) <> 0 OR sum(sign * contract) <> 0;
END $$;

-- Its arguments are the column of the customer and those that a balance is made of.
CREATE FUNCTION refresh_balance_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM new_rows WHERE %1$I IS NOT NULL', TG_ARGV[0]) INTO ids;
  ELSIF TG_OP = 'DELETE' THEN
    EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM old_rows WHERE %1$I IS NOT NULL', TG_ARGV[0]) INTO ids;
  ELSE
    EXECUTE format('SELECT array_agg(DISTINCT %1$I) FROM ((SELECT %2$s FROM old_rows EXCEPT SELECT %2$s FROM new_rows)
      UNION ALL (SELECT %2$s FROM new_rows EXCEPT SELECT %2$s FROM old_rows)) r WHERE %1$I IS NOT NULL', TG_ARGV[0], TG_ARGV[1]) INTO ids;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM refresh_balance(ids);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER balance_insert AFTER INSERT ON customer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('id', 'id, stage, since');
CREATE TRIGGER balance_delete AFTER DELETE ON customer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('id', 'id, stage, since');
CREATE TRIGGER balance_update AFTER UPDATE ON customer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('id', 'id, stage, since');
CREATE TRIGGER balance_insert AFTER INSERT ON subscription REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('customer_id', 'customer_id, source, external_id, seats, monthly, currency, trial, started_on, ended_on');
CREATE TRIGGER balance_delete AFTER DELETE ON subscription REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('customer_id', 'customer_id, source, external_id, seats, monthly, currency, trial, started_on, ended_on');
CREATE TRIGGER balance_update AFTER UPDATE ON subscription REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('customer_id', 'customer_id, source, external_id, seats, monthly, currency, trial, started_on, ended_on');
CREATE TRIGGER balance_insert AFTER INSERT ON churn REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('customer_id', 'customer_id, source, external_id, at');
CREATE TRIGGER balance_delete AFTER DELETE ON churn REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('customer_id', 'customer_id, source, external_id, at');
CREATE TRIGGER balance_update AFTER UPDATE ON churn REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refresh_balance_of_rows('customer_id', 'customer_id, source, external_id, at');

-- Customers who were here before, a thousand at a time, and then one row for each day.
DO $$
DECLARE ids text[];
BEGIN
  FOR ids IN
    SELECT array_agg(id) FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / 1000 AS page FROM
      (SELECT id FROM customer UNION SELECT customer_id FROM subscription WHERE customer_id IS NOT NULL) everybody) numbered GROUP BY page
  LOOP
    PERFORM refresh_balance(ids);
  END LOOP;
END $$;

-- Sums up what was added; several at a time are in nobody's way, since each puts back what it took itself.
CREATE FUNCTION sum_up_balances() RETURNS void LANGUAGE sql AS $$
  WITH taken AS (DELETE FROM balance_change RETURNING *)
  INSERT INTO balance_change (currency, day, customers, flagged, served, open_accounts, priced_accounts, subscriptions, recurring_accounts, recurring_subscriptions, seats, recurring, paid_accounts, paid, contract_accounts, contract)
    SELECT currency, day, sum(customers), sum(flagged), sum(served), sum(open_accounts), sum(priced_accounts), sum(subscriptions), sum(recurring_accounts), sum(recurring_subscriptions), sum(seats), sum(recurring), sum(paid_accounts), sum(paid), sum(contract_accounts), sum(contract)
      FROM taken GROUP BY currency, day HAVING sum(customers) <> 0 OR sum(flagged) <> 0 OR sum(served) <> 0 OR sum(open_accounts) <> 0 OR sum(priced_accounts) <> 0 OR sum(subscriptions) <> 0 OR sum(recurring_accounts) <> 0 OR sum(recurring_subscriptions) <> 0 OR sum(seats) <> 0 OR sum(recurring) <> 0 OR sum(paid_accounts) <> 0 OR sum(paid) <> 0 OR sum(contract_accounts) <> 0 OR sum(contract) <> 0
$$;

SELECT sum_up_balances();
