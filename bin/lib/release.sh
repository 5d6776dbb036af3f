# Names of a release, which the scripts in bin/release share; to be sourced from the root of the repository.

version() { sed -n 's/^  @version "\(.*\)"/\1/p' mix.exs; }

# The targets that a package downloads libraries for.
targets() { sed -n '/@targets ~w(/,/)/s/^ *\([a-z0-9_]*-[a-z0-9_-]*\)$/\1/p' lib/spark_ex/native/library.ex; }

# library TARGET: the name under which a package looks for the library of a target.
library() {
  local name
  name=spark_ex_nif-v$(version)-nif-2.15-$1
  case $1 in
    *windows*) echo "$name.dll" ;;
    *) echo "lib$name.so" ;;
  esac
}

die() {
  echo "error: $*" >&2
  exit 1
}
