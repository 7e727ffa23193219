# Starts the API in test mode for a script that sources this, and ends it when the script ends.

# start_sandbox: sets NEXTGEN_API_KEY, NEXTGEN_BASE_URL and NEXTGEN_CA_BUNDLE for what the script runs,
# and $folder, a folder that goes with the script.
start_sandbox() {
    folder=$(mktemp -d)
    mkfifo "$folder/ready"
    "${CARGO_TARGET_DIR:-target}/debug/nextgen-sandbox" --port 0 --json >"$folder/ready" &
    sandbox=$!
    trap 'kill "$sandbox" 2>/dev/null; wait "$sandbox" 2>/dev/null || true; rm -rf "$folder"' EXIT
    local line
    # The line comes once it listens; the pipe ends without one where it could not start.
    read -r line <"$folder/ready" || { echo "The sandbox did not start." >&2; exit 1; }
    said() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$line"; }
    NEXTGEN_API_KEY=$(said api_key) NEXTGEN_BASE_URL=$(said base_url) NEXTGEN_CA_BUNDLE=$(said ca_bundle)
    export NEXTGEN_API_KEY NEXTGEN_BASE_URL NEXTGEN_CA_BUNDLE
}
