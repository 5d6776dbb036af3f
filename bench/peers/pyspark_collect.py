"""PySpark's Connect client as a peer: reads one SQL text a line, collects it, and writes a line with the
seconds that it took, the number of rows and the peak memory of this process in bytes so far."""

import resource
import sys
import time

from pyspark.sql.connect.session import SparkSession

session = SparkSession.builder.remote(sys.argv[1]).getOrCreate()
session.sql("SELECT 1").collect()
print("ready", flush=True)

for line in sys.stdin:
    start = time.perf_counter()
    rows = session.sql(line.strip()).collect()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(seconds, len(rows), peak, flush=True)
    del rows
