-- the same instant, seen from New York
--! spark.sql.session.timeZone = America/New_York
SELECT TIMESTAMP'2013-01-31 12:00:00' AS t, CAST(TIMESTAMP'2013-01-31 12:00:00' AS STRING) AS s,
       TIMESTAMP_NTZ'2013-01-31 12:00:00' AS n, CAST(TIMESTAMP_NTZ'2013-01-31 12:00:00' AS TIMESTAMP) AS nt,
       DATE'2013-01-31' AS d, CAST(DATE'2013-01-31' AS TIMESTAMP) AS dt,
       CAST(TIMESTAMP'2013-01-31 23:30:00' AS DATE) AS td

-- the hour that is left out in spring
--! spark.sql.session.timeZone = America/New_York
SELECT TIMESTAMP'2013-03-10 01:59:59.999999' AS before, TIMESTAMP'2013-03-10 02:30:00' AS skipped,
       TIMESTAMP'2013-03-10 03:00:00' AS after,
       TIMESTAMP'2013-03-10 01:30:00' + INTERVAL '1' HOUR AS hour_later,
       TIMESTAMP'2013-03-09 02:30:00' + INTERVAL '1' DAY AS day_later

-- the hour that comes twice in autumn
--! spark.sql.session.timeZone = Europe/Berlin
SELECT TIMESTAMP'2013-10-27 01:59:59' AS before, TIMESTAMP'2013-10-27 02:30:00' AS twice,
       TIMESTAMP'2013-10-27 02:30:00' + INTERVAL '1' HOUR AS again,
       TIMESTAMP'2013-10-27 03:00:00' AS after, TIMESTAMP'2013-10-27 02:30:00+01:00' AS second

-- hours in a repeated hour
--! spark.sql.session.timeZone = Europe/Berlin
SELECT id, TIMESTAMP'2013-10-27 00:00:00' + id * INTERVAL '30' MINUTE AS t,
       CAST(TIMESTAMP'2013-10-27 00:00:00' + id * INTERVAL '30' MINUTE AS STRING) AS s
FROM range(10) ORDER BY id

-- a zone of half hours, and one of quarters
--! spark.sql.session.timeZone = Asia/Kathmandu
SELECT TIMESTAMP'2013-01-31 12:00:00' AS t, TIMESTAMP'2013-01-31 12:00:00 Asia/Kolkata' AS k,
       from_utc_timestamp(TIMESTAMP'2013-01-31 12:00:00', 'Australia/Lord_Howe') AS l

-- before there were zones, local mean time counts
--! spark.sql.session.timeZone = America/New_York
SELECT TIMESTAMP'1880-01-01 00:00:00' AS t, CAST(TIMESTAMP'1880-01-01 00:00:00' AS STRING) AS s,
       TIMESTAMP'1500-06-15 12:00:00' AS old

-- far from UTC
--! spark.sql.session.timeZone = Pacific/Kiritimati
SELECT TIMESTAMP'2013-01-01 00:00:00' AS t, CAST(TIMESTAMP'2013-01-01 00:00:00' AS DATE) AS d

-- an offset as zone
--! spark.sql.session.timeZone = -08:30
SELECT TIMESTAMP'2013-01-01 00:00:00' AS t, hour(TIMESTAMP'2013-01-01 00:00:00 UTC') AS h

-- nested
--! spark.sql.session.timeZone = America/New_York
SELECT ARRAY(TIMESTAMP'2013-07-01 00:00:00', NULL) AS a, MAP(TIMESTAMP'2013-07-01 00:00:00', 1) AS m,
       NAMED_STRUCT('t', TIMESTAMP'2013-12-01 00:00:00', 'n', TIMESTAMP_NTZ'2013-12-01 00:00:00') AS s

-- text and epochs
--! spark.sql.session.timeZone = America/New_York
SELECT unix_timestamp('2013-01-31 12:00:00') AS u, from_unixtime(0) AS f, timestamp_seconds(1.5) AS ts,
       timestamp_micros(-1) AS tm, to_timestamp('31/01/2013 12:00', 'dd/MM/yyyy HH:mm') AS p,
       date_format(TIMESTAMP'2013-07-01 00:00:00', 'yyyy-MM-dd HH:mm:ss XXX') AS d,
       date_trunc('month', TIMESTAMP'2013-07-15 12:00:00') AS tr,
       make_timestamp(2013, 7, 1, 0, 0, 0.5) AS mk, convert_timezone('UTC', 'Asia/Tokyo', TIMESTAMP_NTZ'2013-07-01 00:00:00') AS cv

-- windows of time across the change
--! spark.sql.session.timeZone = America/New_York
SELECT window.start AS start, window.end AS end, count(*) AS n
FROM (SELECT TIMESTAMP'2013-03-10 00:00:00' + id * INTERVAL '20' MINUTE AS t FROM range(12))
GROUP BY window(t, '1 hour') ORDER BY start

-- a sequence of days across the change
--! spark.sql.session.timeZone = Europe/Berlin
SELECT sequence(TIMESTAMP'2013-03-30 02:30:00', TIMESTAMP'2013-04-01 02:30:00', INTERVAL '1' DAY) AS days,
       sequence(DATE'2013-01-31', DATE'2013-04-30', INTERVAL '1' MONTH) AS months
