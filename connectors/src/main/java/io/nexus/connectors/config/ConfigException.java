package io.nexus.connectors.config;

/** A configuration that can't be used; the text names key, value and what is allowed. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String key;

    public ConfigException(String message) {
        this("", message);
    }

    /** @param key which the text is about, its sections joined by dots; empty if none */
    ConfigException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** Key that the text is about; empty if none. */
    String key() {
        return key;
    }
}
