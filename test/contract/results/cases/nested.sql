-- template
SELECT v, ARRAY(v, NULL) AS a, MAP('k', v, 'n', NULL) AS m, NAMED_STRUCT('f', v, 'n', NULL) AS s,
       ARRAY(NAMED_STRUCT('f', ARRAY(v, NULL), 'm', MAP(1, v))) AS deep,
       MAP('k', MAP('l', ARRAY(v))) AS mm, NAMED_STRUCT('s', NAMED_STRUCT('t', ARRAY(ARRAY(v)))) AS ss
FROM (SELECT $ AS v)

-- boolean
true

-- tinyint
-128Y

-- smallint
32767S

-- int
-2147483648

-- bigint
9223372036854775807L

-- float
CAST('3.4028235E38' AS FLOAT)

-- float that is not a power of two
CAST(0.1 AS FLOAT)

-- float NaN
CAST('NaN' AS FLOAT)

-- double
1.7976931348623157E308D

-- double, the smallest
4.9E-324D

-- double NaN
CAST('NaN' AS DOUBLE)

-- double infinity
CAST('-Infinity' AS DOUBLE)

-- negative zero
-0.0D

-- decimal(38,0)
99999999999999999999999999999999999999BD

-- decimal(38,38)
CAST('-0.99999999999999999999999999999999999999' AS DECIMAL(38,38))

-- decimal(38,18)
CAST('12345678901234567890.123456789012345678' AS DECIMAL(38,18))

-- decimal of trailing zeros
CAST('1.50' AS DECIMAL(10,4))

-- decimal zero
CAST(0 AS DECIMAL(20,10))

-- string
'a'

-- string of other scripts
'Ærøskøbing 東京 🙂 e\u0301 "quoted" \\ back'

-- string empty
''

-- string with a zero and line ends
'a\0b\r\n\tc'

-- string longer than a reference-counted binary
repeat('0123456789', 20)

-- char and varchar
CAST('ab' AS VARCHAR(5))

-- binary
X'00FF10'

-- binary empty
X''

-- date
DATE'2013-01-31'

-- date before 1970
DATE'1969-12-31'

-- date before 1582
DATE'1582-10-04'

-- date that Java's old calendar left out
DATE'1582-10-10'

-- date, the first that Python has
DATE'0001-01-01'

-- date, the last that Python has
DATE'9999-12-31'

-- date of a leap day
DATE'2000-02-29'

-- timestamp
TIMESTAMP'2013-01-31 12:34:56.789012 UTC'

-- timestamp before 1970
TIMESTAMP'1969-12-31 23:59:59.999999 UTC'

-- timestamp before 1582
TIMESTAMP'1500-01-01 00:00:00.000001 UTC'

-- timestamp, the first that Python has
TIMESTAMP'0001-01-01 00:00:00 UTC'

-- timestamp, the last that Python has
TIMESTAMP'9999-12-31 23:59:59.999999 UTC'

-- timestamp_ntz
TIMESTAMP_NTZ'2013-01-31 12:34:56.789012'

-- timestamp_ntz before 1582
TIMESTAMP_NTZ'1582-10-04 23:59:59.999999'

-- time
--! spark.sql.timeType.enabled = true
TIME'12:34:56.789012'

-- time of whole seconds
--! spark.sql.timeType.enabled = true
CAST('23:59:59' AS TIME(0))

-- interval day to second
INTERVAL '-1 02:03:04.000005' DAY TO SECOND

-- interval of days
INTERVAL '7' DAY

-- interval of minutes
INTERVAL '90:30.5' MINUTE TO SECOND

-- interval, the longest that Python has
INTERVAL '86399999999.999999' SECOND

-- variant
parse_json('{"a": [1, 2.5, "x", null, true], "b": {"c": 12345678901234567890}}')

-- null
NULL

-- null of a type
CAST(NULL AS DECIMAL(38,18))

-- null array
CAST(NULL AS ARRAY<INT>)

-- null struct
CAST(NULL AS STRUCT<a: INT, b: STRING>)

-- empty array
CAST(ARRAY() AS ARRAY<STRING>)

-- empty map
CAST(MAP() AS MAP<STRING, INT>)

-- struct of nulls
NAMED_STRUCT('a', CAST(NULL AS INT), 'b', CAST(NULL AS STRING))
