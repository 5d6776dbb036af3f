-- strings
SELECT upper('aß') AS a, initcap('ab cd') AS b, concat('a', NULL) AS c, concat_ws('-', 'a', NULL, 'b') AS d, substring('abc', -2) AS e,
       split('a,b,,c', ',') AS f, regexp_extract('a12', '(\\d+)', 1) AS g, regexp_replace('a1b2', '\\d', '#') AS h, lpad('a', 3, '*') AS i,
       trim(BOTH 'x' FROM 'xax') AS j, reverse('añ') AS k, length('🙂') AS l, char_length('é') AS m, octet_length('é') AS n, instr('abc', 'c') AS o,
       translate('abc', 'ab', 'x') AS p, format_string('%05d|%s', 42, 'x') AS q, format_number(1234567.891, 2) AS r, soundex('Miller') AS s,
       levenshtein('kitten', 'sitting') AS t, ascii('A') AS u, chr(8364) AS v, repeat('ab', 2) AS w, overlay('abcd' PLACING 'X' FROM 2) AS x,
       split_part('a.b.c', '.', -1) AS y, startswith('abc', 'a') AS z

-- more strings
SELECT base64('Ærø') AS a, unbase64('w4Zyw7g=') AS b, hex('AB') AS c, unhex('4142') AS d, encode('a', 'UTF-16') AS e, decode(X'6162', 'UTF-8') AS f,
       md5('a') AS g, sha1('a') AS h, sha2('a', 256) AS i, crc32('a') AS j, hash('a', 1) AS k, xxhash64('a') AS l, url_encode('a b&c') AS m,
       parse_url('http://h/p?q=1', 'QUERY') AS n, mask('Ab1-') AS o, luhn_check('79927398713') AS p, to_char(1234.5, '9,999.99') AS q,
       to_number('1,234.5', '9,999.9') AS r, quote('a') AS s, is_valid_utf8('a') AS t, sentences('Hi there. Bye.') AS u, regexp_count('abab', 'a') AS v,
       regexp_extract_all('a1b22', '(\\d+)', 1) AS w, find_in_set('b', 'a,b') AS x, elt(2, 'a', 'b') AS y, ltrim('  a ') AS z

-- numbers
SELECT abs(-1.5) AS a, ceil(-1.5) AS b, floor(1.5D) AS c, round(2.5) AS d, bround(2.5) AS e, round(-1.55, 1) AS f, sqrt(2) AS g, cbrt(27) AS h,
       pow(2, 10) AS i, exp(1) AS j, ln(10) AS k, log10(1000) AS l, log2(8) AS m, pmod(-7, 3) AS n, -7 % 3 AS o, -7 div 2 AS p, factorial(20) AS q,
       hypot(3, 4) AS r, sin(1) AS s, atan2(1, -1) AS t, degrees(pi()) AS u, signum(-2.5) AS v, greatest(1, NULL, 3) AS w, least(1.5, 2) AS x,
       bin(5) AS y, conv('ff', 16, 10) AS z

-- more numbers
SELECT width_bucket(5.3, 0.2, 10.6, 5) AS a, bit_count(7) AS b, shiftleft(1, 4) AS c, shiftright(-8, 1) AS d, 5 & 3 AS e, 5 ^ 1 AS f, ~5 AS g,
       try_divide(1, 0) AS h, try_add(2147483647, 1) AS i, nanvl(DOUBLE('NaN'), 1D) AS j, isnan(DOUBLE('NaN')) AS k, rint(2.5) AS l, expm1(0) AS m,
       1 / 3 AS n, 10 / 4 AS o, 1L + 1.5F AS p, CAST(1e20 AS DECIMAL(38,10)) AS q, 0.1 + 0.2 AS r, 0.1D + 0.2D AS s, 1e-7D AS t, 123456789.123456789D AS u

-- dates
SELECT add_months(DATE'2013-01-31', 1) AS a, date_add(DATE'2012-02-28', 1) AS b, datediff(DATE'2013-03-01', DATE'2013-02-01') AS c,
       months_between(DATE'2013-03-31', DATE'2013-02-28') AS d, last_day(DATE'2012-02-01') AS e, next_day(DATE'2013-01-31', 'MON') AS f,
       trunc(DATE'2013-05-17', 'quarter') AS g, dayofweek(DATE'2013-01-31') AS h, weekofyear(DATE'2013-12-30') AS i, dayofyear(DATE'2012-12-31') AS j,
       quarter(DATE'2013-05-01') AS k, year(DATE'0001-01-01') AS l, make_date(2012, 2, 29) AS m, to_date('31.01.2013', 'dd.MM.yyyy') AS n,
       date_format(DATE'2013-01-31', 'EEEE, d MMMM') AS o, unix_date(DATE'1970-01-02') AS p, date_from_unix_date(-1) AS q,
       extract(WEEK FROM DATE'2013-01-01') AS r, DATE'2013-01-31' - DATE'2012-01-31' AS s, weekday(DATE'2013-01-31') AS t, dayname(DATE'2013-01-31') AS u

-- intervals
SELECT make_dt_interval(1, 2, 3, 4.5) AS a, INTERVAL '1' DAY * 1.5 AS b, TIMESTAMP'2013-02-01 00:00:00 UTC' - TIMESTAMP'2013-01-31 12:00:00 UTC' AS c,
       -INTERVAL '0.000001' SECOND AS d, abs(INTERVAL '-5' HOUR) AS e, extract(SECOND FROM INTERVAL '1:02.5' MINUTE TO SECOND) AS f,
       CAST(INTERVAL '1-2' YEAR TO MONTH AS STRING) AS g, DATE'2013-01-31' + INTERVAL '1' MONTH AS h, sum(i) AS s FROM VALUES (INTERVAL '1' DAY), (INTERVAL '2' HOUR) AS t(i)

-- arrays
SELECT array_distinct(ARRAY(1, 1, NULL, NULL)) AS a, array_union(ARRAY(1, 2), ARRAY(2, 3)) AS b, array_except(ARRAY(1, NULL), ARRAY(1)) AS c,
       array_position(ARRAY('a', 'b'), 'b') AS d, element_at(ARRAY(1, 2), -1) AS e, try_element_at(ARRAY(1), 5) AS f, slice(ARRAY(1, 2, 3), 2, 2) AS g,
       flatten(ARRAY(ARRAY(1), ARRAY(), ARRAY(2, NULL))) AS h, sort_array(ARRAY(2, NULL, 1), false) AS i, arrays_zip(ARRAY(1, 2), ARRAY('a')) AS j,
       array_repeat('x', 2) AS k, sequence(5, 1, -2) AS l, array_max(ARRAY(1.5D, DOUBLE('NaN'))) AS m, array_join(ARRAY('a', NULL), ',', '-') AS n,
       size(ARRAY()) AS o, cardinality(CAST(NULL AS ARRAY<INT>)) AS p, array_contains(ARRAY(1, NULL), 2) AS q, array_insert(ARRAY(1), 3, 9) AS r,
       array_append(ARRAY(1), NULL) AS s, array_compact(ARRAY(1, NULL)) AS t, shuffle(ARRAY(1, 1)) AS u, arrays_overlap(ARRAY(1), ARRAY(NULL)) AS v, get(ARRAY(1), 5) AS w

-- maps and structs
SELECT map_keys(MAP('a', 1)) AS a, map_values(MAP('a', NULL)) AS b, map_entries(MAP('a', 1)) AS c, map_concat(MAP('a', 1), MAP('b', 2)) AS d,
       map_from_arrays(ARRAY(1, 2), ARRAY('x', NULL)) AS e, map_from_entries(ARRAY(STRUCT(1, 'x'))) AS f, str_to_map('a:1,b') AS g, MAP('a', 1)['z'] AS h,
       map_contains_key(MAP('a', 1), 'a') AS i, STRUCT(1, 'a', NULL) AS j, NAMED_STRUCT('x', STRUCT(1)).x.col1 AS k

-- json, csv and xml
SELECT from_json('{"a": 1, "b": [1.5, null], "c": {"d": "x"}}', 'a INT, b ARRAY<DOUBLE>, c STRUCT<d: STRING>') AS a, to_json(NAMED_STRUCT('a', 1, 'b', NULL)) AS b,
       get_json_object('{"a": {"b": 2}}', '$.a.b') AS c, json_array_length('[1, 2]') AS d, json_object_keys('{"a": 1}') AS e, schema_of_json('{"a": 1}') AS f,
       from_csv('1,x', 'a INT, b STRING') AS g, to_csv(NAMED_STRUCT('a', 1, 'b', 'x,y')) AS h, from_json('{', 'a INT') AS i,
       from_json('{"t": "2013-01-31T12:00:00Z", "d": "2013-01-31"}', 't TIMESTAMP, d DATE') AS j, schema_of_csv('1,a') AS k

-- conditions and conversions
SELECT coalesce(NULL, 1) AS a, nullif(1, 1) AS b, nvl2(NULL, 1, 2) AS c, ifnull(NULL, 'x') AS d, CASE WHEN CAST(NULL AS BOOLEAN) THEN 1 ELSE 2 END AS e, try_cast('x' AS INT) AS f,
       CAST('  7 ' AS INT) AS g, CAST(1.9 AS INT) AS h, CAST('true' AS BOOLEAN) AS i, CAST(ARRAY('1', '2') AS ARRAY<BIGINT>) AS j, typeof(1.5) AS k,
       CAST('2013-01-31' AS TIMESTAMP) = TIMESTAMP'2013-01-31 00:00:00' AS l, CAST(1 AS BOOLEAN) AS m, equal_null(NULL, NULL) AS n, zeroifnull(NULL) AS o, NULL AND false AS p,
       CAST(X'41' AS STRING) AS q, CAST(DATE'2013-01-31' AS STRING) AS s, CAST(12.345 AS STRING) AS t, CAST(1e10D AS STRING) AS u

-- aggregates
SELECT sum(x) AS a, avg(x) AS b, count(x) AS c, var_samp(x) AS d, skewness(x) AS e, kurtosis(x) AS f, corr(x, y) AS g, covar_pop(x, y) AS h,
       regr_slope(y, x) AS i, percentile(x, 0.5) AS j, percentile_approx(x, ARRAY(0.25, 0.75)) AS k, approx_count_distinct(x) AS l, mode(x) AS m,
       array_agg(x) AS n, bit_or(CAST(x AS INT)) AS o, every(x > 0) AS p, count_if(x > 2) AS q, any_value(k) AS r, listagg(k, '|') WITHIN GROUP (ORDER BY y) AS s,
       min_by(y, x) AS t, try_sum(x) AS u, histogram_numeric(x, 2) AS v
FROM (SELECT CAST(id + 1 AS DOUBLE) AS x, id * id AS y, 'k' AS k FROM range(4))

-- bitmaps, sketches and the like
SELECT bitmap_bit_position(123) AS a, hll_sketch_estimate(hll_sketch_agg(id)) AS b, bitmap_count(bitmap_construct_agg(bitmap_bit_position(id))) AS c FROM range(100)

-- variants
SELECT parse_json('[1, "a", null, {"b": 1.50}]') AS a, variant_get(parse_json('{"a": 5}'), '$.a', 'INT') AS b, schema_of_variant(parse_json('{"a": 1.5}')) AS c,
       to_variant_object(NAMED_STRUCT('x', 1, 'y', ARRAY('a'))) AS d, CAST(parse_json('true') AS BOOLEAN) AS e, is_variant_null(parse_json('null')) AS f,
       CAST(DATE'2013-01-31' AS VARIANT) AS g, CAST(1.5BD AS VARIANT) AS h
