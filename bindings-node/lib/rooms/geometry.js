// Written by bindings-common/generate/node.py from the table of calls; do not edit.
'use strict';

module.exports = {
};
