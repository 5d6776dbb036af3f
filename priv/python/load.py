import linecache, sys, types

# Makes a function or a class of its source text. Errors name `file`, counted from `line`, and
# show the text, which the workers have nowhere else. An expression has no name.
def load(text, name, file, line):
    lines = [part + "\n" for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if len(linecache.cache) > 5000:
        linecache.clearcache()
    known = linecache.cache.get(file)
    shown = list(known[2]) if known and len(known) == 4 and known[1] is None else []
    shown += ["\n"] * (line - 1 + len(lines) - len(shown))
    shown[line - 1 : line - 1 + len(lines)] = lines
    linecache.cache[file] = (1, None, shown, file)
    module = types.ModuleType("spark_ex_source")
    module.__file__ = file
    scope = module.__dict__
    code = compile("\n" * (line - 1) + text, file, "exec" if name else "eval")
    # Some of Python's own decorators look for the module while a class is made. Later it must not
    # be found, since executors could not import it.
    sys.modules[module.__name__] = module
    try:
        value = eval(code, scope)
    finally:
        sys.modules.pop(module.__name__, None)
    if name is None:
        return value
    if name not in scope:
        raise NameError("the text of %s does not define %r" % (file, name))
    return scope[name]
