[ -z "$BASH" ] || . ~/.bashrc
