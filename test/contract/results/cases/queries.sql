-- no rows
SELECT id, CAST(id AS STRING) AS s, ARRAY(id) AS a FROM range(0)

-- no columns but one null
SELECT NULL AS n FROM range(3)

-- a whole table of nulls
SELECT CAST(NULL AS INT) AS i, CAST(NULL AS STRING) AS s, CAST(NULL AS ARRAY<INT>) AS a,
       CAST(NULL AS MAP<STRING, INT>) AS m, CAST(NULL AS STRUCT<x: INT>) AS st, CAST(NULL AS BOOLEAN) AS b
FROM range(5)

-- nulls here and there
SELECT IF(id % 2 = 0, id, NULL) AS i, IF(id % 3 = 0, CAST(id AS STRING), NULL) AS s,
       IF(id % 2 = 1, ARRAY(id, NULL), NULL) AS a, IF(id % 4 = 0, NAMED_STRUCT('x', IF(id = 0, NULL, id)), NULL) AS st,
       IF(id % 3 = 1, id % 2 = 0, NULL) AS b
FROM range(12) ORDER BY id

-- NaN sorts last and equals itself
SELECT v, v = v AS same, v > 1 AS more FROM VALUES (DOUBLE('NaN')), (1.0D), (DOUBLE('Infinity')), (NULL) AS t(v) ORDER BY v

-- joins
SELECT l.k, l.v AS lv, r.v AS rv FROM VALUES (1, 'a'), (2, 'b'), (NULL, 'c') AS l(k, v)
FULL OUTER JOIN VALUES (2, 'x'), (3, 'y'), (NULL, 'z') AS r(k, v) ON l.k = r.k ORDER BY l.k, lv, rv

-- null-safe join
SELECT l.v AS lv, r.v AS rv FROM VALUES (1, 'a'), (NULL, 'c') AS l(k, v)
JOIN VALUES (1, 'x'), (NULL, 'z') AS r(k, v) ON l.k <=> r.k ORDER BY lv

-- semi and anti join
SELECT * FROM (SELECT id FROM range(5)) l LEFT SEMI JOIN (SELECT id * 2 AS id FROM range(3)) r USING (id)
UNION ALL SELECT * FROM (SELECT id FROM range(5)) l LEFT ANTI JOIN (SELECT id * 2 AS id FROM range(3)) r USING (id)
ORDER BY id

-- lateral join
SELECT t.id, x FROM range(3) t, LATERAL explode(sequence(0, CAST(t.id AS INT))) AS e(x) ORDER BY t.id, x

-- correlated subqueries
SELECT id, (SELECT max(k) FROM VALUES (1), (2) AS u(k) WHERE k <= id) AS m,
       EXISTS (SELECT 1 FROM VALUES (1) AS u(k) WHERE k = id) AS e, id IN (SELECT 2) AS i
FROM range(4) ORDER BY id

-- windows
SELECT id, k, row_number() OVER w AS rn, rank() OVER w AS r, dense_rank() OVER w AS dr, lag(id) OVER w AS lag1,
       lead(id, 2, -1L) OVER w AS lead2, sum(id) OVER w AS s, percent_rank() OVER w AS pr, ntile(2) OVER w AS nt,
       cume_dist() OVER w AS cd, first_value(id) OVER w AS fv,
       avg(id) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS moving
FROM (SELECT id, id % 2 AS k FROM range(6)) WINDOW w AS (PARTITION BY k ORDER BY id) ORDER BY id

-- groups
SELECT k, count(*) AS n, sum(v) AS s, avg(v) AS a, min(v) AS lo, max(v) AS hi, stddev(v) AS sd, sort_array(collect_list(v)) AS l,
       count(DISTINCT v) AS d, bool_and(v > 0) AS b, median(v) AS md, max_by(v, -v) AS mb
FROM VALUES ('a', 1), ('a', 3), ('b', NULL), ('a', 3) AS t(k, v) GROUP BY k ORDER BY k

-- rollup, cube and grouping sets
SELECT a, b, grouping_id() AS g, sum(v) AS s FROM VALUES (1, 'x', 10), (1, 'y', 20), (2, 'x', 30) AS t(a, b, v)
GROUP BY CUBE (a, b) ORDER BY g, a, b

-- pivot
SELECT * FROM (SELECT k, q, v FROM VALUES ('a', 1, 10), ('a', 2, 20), ('b', 1, 30) AS t(k, q, v))
PIVOT (sum(v) AS s, count(v) AS n FOR q IN (1 AS one, 2 AS two)) ORDER BY k

-- unpivot
SELECT * FROM VALUES (1, 10, NULL), (2, 30, 40) AS t(id, a, b) UNPIVOT INCLUDE NULLS (v FOR name IN (a, b)) ORDER BY id, name

-- set operations
SELECT * FROM VALUES (1), (1), (2), (NULL) AS a(x) INTERSECT ALL SELECT * FROM VALUES (1), (1), (NULL), (NULL) AS b(x) ORDER BY x

-- except all
SELECT * FROM VALUES (1), (1), (2), (NULL) AS a(x) EXCEPT ALL SELECT * FROM VALUES (1) AS b(x) ORDER BY x

-- union of types
SELECT 1 AS x UNION SELECT 2.5 UNION SELECT 3L UNION SELECT NULL ORDER BY x

-- higher-order functions
SELECT transform(ARRAY(1, 2, NULL), x -> x + 1) AS t, transform(ARRAY(1, 2), (x, i) -> x * i) AS ti,
       filter(ARRAY(1, 2, 3), x -> x > 1) AS f, aggregate(ARRAY(1, 2, 3), 0, (a, x) -> a + x, a -> a * 10) AS ag,
       exists(ARRAY(1, NULL), x -> x > 1) AS e, forall(ARRAY(1, 2), x -> x > 0) AS fa,
       zip_with(ARRAY(1, 2), ARRAY('a'), (x, y) -> NAMED_STRUCT('x', x, 'y', y)) AS z,
       transform_keys(MAP('a', 1), (k, v) -> upper(k)) AS tk, transform_values(MAP('a', 1), (k, v) -> v + 1) AS tv,
       map_filter(MAP('a', 1, 'b', 2), (k, v) -> v > 1) AS mf,
       map_zip_with(MAP('a', 1), MAP('a', 2, 'b', 3), (k, x, y) -> ARRAY(x, y)) AS mz,
       array_sort(ARRAY('bb', 'a', 'ccc'), (l, r) -> length(l) - length(r)) AS so

-- generators
SELECT explode(MAP('a', 1, 'b', NULL))

-- positions of what is in nothing
SELECT id, pos, c FROM (SELECT id, IF(id = 1, ARRAY(), ARRAY('x', NULL)) AS a FROM range(2)) LATERAL VIEW OUTER posexplode(a) p AS pos, c ORDER BY id, pos

-- inline, stack and tuples
SELECT inline(ARRAY(NAMED_STRUCT('a', 1, 'b', 'x'), NAMED_STRUCT('a', 2, 'b', NULL)))

-- recursive
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n, n * n AS sq FROM t ORDER BY n

-- many columns
SELECT 1 AS c1, 'b' AS c2, 3.0 AS c3, true AS c4, NULL AS c5, DATE'2020-01-01' AS c6, X'01' AS c7, ARRAY(1) AS c8,
       MAP(1, 'a') AS c9, NAMED_STRUCT('a', 1) AS c10, 11L AS c11, 12Y AS c12, 13S AS c13, 14.0F AS c14, 15.0D AS c15

-- odd names
SELECT 1 AS ``, 2 AS ` `, 3 AS `a.b`, 4 AS `Ærø`, 5 AS `a``b`, 6 AS `select`

-- maps with keys of every sort
SELECT MAP(1, 'a', 2, 'b') AS i, MAP(DATE'2020-01-01', 1) AS d, MAP(1.50, 1) AS dec, MAP(true, 1, false, 0) AS b,
       MAP(NAMED_STRUCT('x', 1), 'v') AS s, MAP(2.5D, 1) AS f, MAP('', '') AS e

-- collations
SELECT 'Abc' COLLATE UTF8_LCASE = 'aBC' AS eq, 'x' COLLATE UNICODE_CI AS s

-- decimals in arithmetic
SELECT CAST('99999999999999999999.999999999999999999' AS DECIMAL(38,18)) + CAST(1 AS DECIMAL(38,18)) AS s,
       CAST(1 AS DECIMAL(38,18)) / 3 AS q, CAST('1.10' AS DECIMAL(5,2)) * CAST('2.20' AS DECIMAL(5,2)) AS p,
       sum(d) AS total, avg(d) AS mean FROM VALUES (1.5BD), (2.25BD), (NULL) AS t(d)
