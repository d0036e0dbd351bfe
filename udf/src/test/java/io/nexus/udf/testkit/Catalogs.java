package io.nexus.udf.testkit;

import io.nexus.models.catalog.ModelCatalog;

/** The models that are packaged with the program. */
public final class Catalogs {
    private Catalogs() {}

    public static ModelCatalog shipped() {
        return ModelCatalog.packaged();
    }
}
