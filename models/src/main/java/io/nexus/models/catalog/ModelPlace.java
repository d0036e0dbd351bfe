package io.nexus.models.catalog;

import io.nexus.models.folder.ModelSource;
import java.io.Serializable;

/** Where a folder of models is; travels in a job and is opened where it is asked. */
@FunctionalInterface
public interface ModelPlace extends Serializable {
    /** The folder, read from this machine. */
    ModelSource source();
}
