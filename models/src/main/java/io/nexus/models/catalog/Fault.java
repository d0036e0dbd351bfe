package io.nexus.models.catalog;

/** Why a model does not serve. */
public enum Fault {
    NONE("it serves"),
    NO_ARTIFACT("none has been trained yet"),
    MISSING_FILE("the manifest names a file that is not there"),
    WRONG_SHA256("the file is not the one the manifest was made for"),
    BROKEN_FILE("the file is no model of its format"),
    CONTRACT_MISMATCH("inputs or outputs differ from the manifest"),
    NOT_CLOSED_FORM("the file is not the closed form that would answer for it"),
    NO_EVALUATOR("this version has no evaluator for it");

    private final String meaning;

    Fault(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
