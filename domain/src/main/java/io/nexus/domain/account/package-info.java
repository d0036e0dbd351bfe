/** Accounts, their trading state and what the venue reports of them. No state. */
@NullMarked
package io.nexus.domain.account;

import org.jspecify.annotations.NullMarked;
