/** A Kafka broker in this process. In: a directory; out: a bootstrap address. State: the broker's log in the directory. */
@NullMarked
package io.nexus.testbed.broker;

import org.jspecify.annotations.NullMarked;
