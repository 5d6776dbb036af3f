import time

from pyspark.errors import AnalysisException

# Hands a micro-batch to the client and waits for its answer. Global temporary views are what both
# sides see, whichever session the server runs this in. PREFIX and CLIENT_TIMEOUT, in seconds, are
# defined by the client.
def foreach_batch(frame, batch_id):
    session = frame.sparkSession
    batch = "%s_batch_%d" % (PREFIX, batch_id)
    answer = "%s_answer_%d" % (PREFIX, batch_id)
    alive = PREFIX + "_alive"
    frame.createOrReplaceGlobalTempView(batch)
    try:
        wait(session, "global_temp." + answer, "global_temp." + alive)
        # Only an error is worth a query.
        answered = session.table("global_temp." + answer)
        if "error" in answered.columns:
            raise RuntimeError(answered.first()["error"])
    except BaseException:
        session.catalog.dropGlobalTempView(alive)
        raise
    finally:
        session.catalog.dropGlobalTempView(batch)
        session.catalog.dropGlobalTempView(answer)


# The client replaces the view `alive` while it works, each time with another number, and drops it
# before it answers.
def wait(session, answer, alive):
    started = heard = asked = time.monotonic()
    beat = None
    while not session.catalog.tableExists(answer):
        now = time.monotonic()
        if now - asked > 1:
            asked, current = now, heartbeat(session, alive)
            if current != beat:
                beat, heard = current, now
            elif now - heard > CLIENT_TIMEOUT:
                raise TimeoutError(
                    "the client has not answered for %d seconds; the micro-batch is processed again "
                    "at the next start of the query" % CLIENT_TIMEOUT
                )
        # A twentieth of the time that it took so far.
        time.sleep(min(max((now - started) / 20, 0.03), 0.5))


def heartbeat(session, alive):
    try:
        return session.table(alive).first()["beat"]
    except AnalysisException:
        # The client has not put it there yet, or has just dropped it.
        return None
