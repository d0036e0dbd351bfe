package io.nexus.udf.testkit;

import io.nexus.models.catalog.ModelCatalog;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped model catalogue, wherever the tests run. */
public final class Catalogs {
    private Catalogs() {}

    public static ModelCatalog shipped() {
        Path fromModule = Path.of("../models/PRODUCTION");
        return ModelCatalog.in(Files.isDirectory(fromModule) ? fromModule : Path.of("models/PRODUCTION"));
    }
}
