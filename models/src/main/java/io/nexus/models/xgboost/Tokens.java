package io.nexus.models.xgboost;

import io.nexus.models.serving.RefusedException;

/** A document, token by token. The token that was read last holds its text or number until the next is read. */
interface Tokens {
    /** Kinds of tokens. */
    enum Token {
        OBJECT,
        OBJECT_END,
        ARRAY,
        ARRAY_END,
        KEY,
        TEXT,
        NUMBER,
        NOTHING,
        END
    }

    /** The next token; END after the last one.
     *
     * @throws RefusedException BROKEN if the bytes are no document, TOO_LARGE if it is too deep or a text too long */
    Token next() throws RefusedException;

    /** Text of a KEY or TEXT. */
    String text();

    /** Value of a NUMBER: a decimal is the nearest float, a whole number is itself; true is 1 and false is 0.
     *
     * @throws RefusedException BROKEN if it is no number after all */
    double number() throws RefusedException;
}
