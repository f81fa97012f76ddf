# Greets whoever signs in with what this instance is.
case $- in *i*) [ ! -f /etc/motd ] || cat /etc/motd ;; esac
