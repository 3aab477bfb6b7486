#!/usr/bin/env bash
# Proves a frozen program by using it as a station would: badges of a list, their codes read back from the pictures,
# people imported, verdicts at the gate, the log exported and verified, the demo run to its end.
# Usage: packaging/selftest.sh dist/agora-door-kiosk/kiosk
set -euo pipefail

program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Nothing of the developer's environment may help the program along.
kiosk() { env -i HOME="$work" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen "$program" "$@"; }

step() { printf '%-34s' "$1"; started=$(date +%s%N); }
passed() { printf 'ok  %5d ms\n' $((($(date +%s%N) - started) / 1000000)); }
expect() { # expect TEXT FILE
    grep -q -- "$1" "$2" || { echo "failed: no $1 in"; tail -n 20 "$2"; exit 1; }
}

cat >people.csv <<'CSV'
ticket_code;prénom;nom;name_ar;société;catégorie;langue;statut
FROZEN7TICKET;Zoé;EL OUARDI;زوي الوردي;Cabinet Zellij Conseil;participant;fr;
FROZEN8TICKET;;;مريم المنصار;;press;ar;impayé
CSV

step "kiosk --version"
kiosk --version >version.txt
expect "kiosk" version.txt
passed

step "badges as PNG, PDF, ZPL, ESC/POS"
kiosk badges people.csv --layout 4x3 --to png --to pdf --to zpl --to escpos --out badges >badges.txt 2>&1
for ending in png pdf zpl; do test -s "badges/FROZEN7TICKET.$ending"; done
passed

step "scan reads the badges back"
kiosk scan badges/FROZEN7TICKET.png badges/FROZEN8TICKET.png --json >scan.txt
expect '"text": *"FROZEN7TICKET"' scan.txt
expect '"text": *"FROZEN8TICKET"' scan.txt
passed

step "import"
kiosk import people.csv --event "Frozen" --data station --json >import.txt
expect '"added": *2' import.txt
passed

step "gate admits and refuses"
printf 'FROZEN7TICKET\nFROZEN7TICKET\nFROZEN8TICKET\nNOBODY\n' | kiosk gate --data station >gate.txt
expect '"admitted"' gate.txt
expect '"already-admitted"' gate.txt
expect '"unpaid"' gate.txt
expect '"unknown-code"' gate.txt
passed

step "find across scripts"
kiosk find zoe ouardi --data station --json >find.txt
expect 'FROZEN7TICKET' find.txt
passed

step "export and verify-log"
kiosk export scans --data station --format xlsx --out scans.xlsx >export.txt
test -s scans.xlsx
kiosk verify-log --data station >verify.txt
passed

step "demo without a screen"
kiosk demo --offscreen --out demo --visitors 4 >demo.txt 2>&1 || { echo failed; tail -n 20 demo.txt; exit 1; }
test -s demo/report.json
passed

du -sm "$(dirname "$program")" | awk '{print "The application takes " $1 " MB."}'
