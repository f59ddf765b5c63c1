#!/usr/bin/env bash
# Runs a command with a Swift 6 toolchain on Debian, as root, without a container engine.
#
#   swift.sh CACHE FOLDER COMMAND...    FOLDER is mounted at /work and is where COMMAND starts
#
# Uses the machine's own Swift when it is 6 or later. Otherwise it unpacks Debian trixie's swiftlang into
# CACHE once (540 MB fetched, 1.8 GB on disk) and enters it by chroot in a mount namespace of its own, which
# vanishes with the command. No Swift to be had is a failure, told on standard error.
set -euo pipefail
cache=$1 folder=$(realpath "$2")
shift 2
recipe=1 # raise it to build the root anew
root=$cache/swift-trixie-$recipe

if command -v swift >/dev/null && swift --version 2>/dev/null | grep -Eq 'Swift version ([6-9]|[1-9][0-9])\.'; then
  cd "$folder"
  exec "$@"
fi

fail() { echo "no Swift toolchain: $*" >&2; exit 1; }

debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(COMPONENT)|$(CODENAME)' 'Created-By: Packages' |
    awk -F'|' '$2 == "Debian" && $3 == "main" && $4 !~ /-/ { print $1; exit }'
}

build_root() {
  [ "$(id -u)" = 0 ] || fail "the trixie root needs root rights; install Swift 6 instead"
  unshare --mount true 2>/dev/null || fail "this machine allows no mount namespaces; install Swift 6 instead"
  [ "$(df -Pk "$cache" | awk 'NR == 2 { print $4 }')" -gt 4500000 ] || fail "4.5 GB of free disk are needed"
  apt-get update -q >&2
  command -v mmdebstrap >/dev/null || apt-get install -y -q --no-install-recommends mmdebstrap >&2
  local mirror new=$cache/.swift-new
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || fail "apt names no Debian mirror"
  rm -rf --one-file-system "$new"
  { apt-config dump | grep -E '^Acquire::(http|https|Check|Retries)' || true
    echo 'Acquire::Languages "none";'; } >"$cache/apt.conf"
  local left_out=()
  for path in share/man share/locale share/doc libexec/swift/lib/swift_static; do
    left_out+=(--dpkgopt="path-exclude=/usr/$path/*")
  done
  for path in bin/lldb-server bin/lldb-dap bin/clangd bin/sourcekit-lsp 'lib/liblldb.so*'; do
    left_out+=(--dpkgopt="path-exclude=/usr/libexec/swift/$path")
  done
  mmdebstrap --quiet --mode=root --variant=apt --aptopt="$cache/apt.conf" "${left_out[@]}" \
    --include=swiftlang,libc6-dev,libstdc++-14-dev,ca-certificates,git trixie "$new" \
    "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >&2
  mv -T "$new" "$root"
}

mkdir -p "$cache"
exec 9>"$cache/.swift-lock"
flock 9
[ -d "$root" ] || build_root
flock -u 9

# The compiler finds its libraries through /proc/self/exe.
exec unshare --mount --propagation private -- bash -euc '
  root=$1 folder=$2
  shift 2
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/tmp"
  mkdir -p "$root/work"
  mount --bind "$folder" "$root/work"
  exec chroot "$root" /usr/bin/env -i HOME=/tmp LANG=C.UTF-8 TERM=dumb PATH=/usr/libexec/swift/bin:/usr/bin:/bin \
    sh -c "cd /work && exec \"\$@\"" sh "$@"' _ "$root" "$folder" "$@"
