#!/bin/sh
# Brings a laboratory VM to where a storage host is after it booted: devices known to udev, iscsid running, nothing
# assembled by itself. Then runs the control daemon that the tests talk to. It is process 1: its end is a crash.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
read -r line </proc/cmdline
for word in $line; do
  case $word in
    lab.name=*) name=${word#*=} ;;
    lab.token=*) token=${word#*=} ;;
    lab.uuid=*) uuid=${word#*=} ;;
    lab.daemon=*) daemon=${word#*=} ;;
    lab.node=*) node=${word#*=} ;;
  esac
done

# Names of its own on a disk of its own; written at the first boot, and then the host's to change.
if [ ! -e /etc/lab-host ]; then
  echo "InitiatorName=iqn.2026-01.lab:$name" >/etc/iscsi/initiatorname.iscsi
  echo "nqn.2014-08.org.nvmexpress:uuid:$uuid" >/etc/nvme/hostnqn
  echo "$uuid" >/etc/nvme/hostid
  echo 'AUTO -all' >/etc/mdadm/mdadm.conf
  echo '10.0.2.2 driver' >>/etc/hosts
  echo "$name" >/etc/lab-host
fi

dmesg --follow >/lab/kernel.log &
/lib/systemd/systemd-udevd --daemon
udevadm trigger --action=add --subsystem-match=block
udevadm settle --timeout=60
iscsid --foreground >/lab/iscsid.log 2>&1 &
echo $! >/run/iscsid.pid

LAB_TOKEN=$token "$node" "$daemon" >/lab/control-daemon.log 2>&1 &
# While it waits, the shell also reaps what lost its parent.
wait $! || true
echo 'lab: the control daemon ended' >/dev/console
sync
