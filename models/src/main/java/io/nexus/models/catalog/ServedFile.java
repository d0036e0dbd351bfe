package io.nexus.models.catalog;

import io.nexus.models.binding.Binding;
import java.io.Serializable;

/** A file that may answer in a role.
 *
 * @param roleId whose contract it answers: the role itself, or one of its fallbacks
 * @param file below the folder
 * @param sha256 of the bytes that were agreed upon, in hex
 * @param version by which decisions name it */
public record ServedFile(int roleId, String file, String sha256, String version, Binding binding)
        implements Serializable {}
