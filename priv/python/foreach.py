# Makes a function over the batches of a partition of a function over its rows, which returns nothing.


def rows(batches, schema):
    import pyarrow
    from pyspark.sql.conversion import ArrowTableToRowsConversion

    for batch in batches:
        table = pyarrow.Table.from_batches([batch])
        yield from ArrowTableToRowsConversion.convert(table, schema)


def foreach(function, schema):
    def run(batches):
        for row in rows(batches, schema):
            function(row)
        return iter([])

    return run


def foreach_partition(function, schema):
    def run(batches):
        function(rows(batches, schema))
        return iter([])

    return run
