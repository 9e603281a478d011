"""`make check` and `make test`.

__main__    which steps there are, in which order, and what is said at the end
steps       one step: a command, how it went, and pytest's counts
processes   commands that leave nothing running behind
postgres, redis, servers
            servers to test against: those that are there, else throw-away ones
browser     a browser to test with
"""
