#!/bin/bash
# A small, a middling and a large attachment, each of a random size: all within what the product promises.
set -e
node /opt/customers/probe.js upload 20 300
node /opt/customers/probe.js upload 1600 9000
node /opt/customers/probe.js upload 18500 20200
